using Agon.Node.Features.Accounts;
using Agon.Portal.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests;

internal sealed partial class Given
{
    /// <summary>The secret of a token of this account, for <see cref="NodeHost.Api"/>.</summary>
    public Task<string> Token(Account account, params string[] scopes) => node.InScopeAsync(async services =>
    {
        var outcome = await services.GetRequiredService<IssueApiToken>().ExecuteAsync(account, "a test", scopes, 30, TestContext.Current.CancellationToken);
        return outcome.ShouldBeOfType<IssueOutcome.Issued>().Secret;
    });
}
