using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Portal.Accounts.Roles;

/// <summary>The verb <c>user ROLE</c>: gives somebody who has an account a role, or takes it away, as on the page.</summary>
public static class UserRoleCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="role">The role, and the verb's name.</param>
    /// <param name="run">Runs a verb in the host's services.</param>
    public static Command Create(string role, Func<ParseResult, Func<IServiceProvider, TextWriter, Task<string?>>, CancellationToken, Task<int>> run)
    {
        var email = new Option<string>("--email") { Description = "The e-mail address of the person's account.", Required = true };
        var remove = new Option<bool>("--remove") { Description = "Take the role away instead." };
        var command = new Command(role, $"Make somebody who has an account {RoleMessages.WithArticle(role)}. They are told by mail.") { email, remove };
        command.SetAction((parsed, ct) => run(
            parsed, (services, _) => DecideAsync(services, parsed.GetRequiredValue(email), role, parsed.GetValue(remove), ct), ct));
        return command;
    }

    /// <summary>Gives or takes it; returns why not, or null.</summary>
    private static async Task<string?> DecideAsync(IServiceProvider services, string email, string role, bool isTaken, CancellationToken ct)
    {
        if (!isTaken)
        {
            var appointed = await services.GetRequiredService<AppointPerson>().ExecuteAsync(email, role, by: null, ct);
            return appointed is AppointOutcome.Appointed ? null : RoleMessages.Sentence(appointed, role);
        }

        var account = await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email);
        var dismissed = await services.GetRequiredService<DismissPerson>().ExecuteAsync(account?.Id ?? Guid.Empty, role, by: null, ct);
        return dismissed is DismissOutcome.Dismissed ? null : RoleMessages.Sentence(dismissed, role);
    }
}
