using System.CommandLine;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Agon.Node.Features.Accounts;

/// <summary>The verb <c>token create</c>: prints a personal API token and nothing else.</summary>
internal static class TokenCreateCommand
{
    private const int DefaultDays = 30;

    public static Command Create(string[] settings)
    {
        var user = new Option<string>("--user") { Description = "The e-mail address of the account the token speaks for.", Required = true };
        var name = new Option<string>("--name") { Description = "What it is for, as its owner will read it.", Required = true };
        var scopes = new Option<string[]>("--scope")
        {
            Description = $"What it may do; may be given several times: {string.Join(", ", ApiScopes.All)}.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        scopes.AcceptOnlyFromAmong([.. ApiScopes.All]);
        var days = new Option<int>("--days") { Description = $"How long it is good for, 1 to {IssueApiToken.MaxDays}.", DefaultValueFactory = _ => DefaultDays };
        var command = new Command("create", "Create a personal API token and print it, once.") { user, name, scopes, days };
        command.SetAction((parsed, ct) => NodeCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            var email = parsed.GetRequiredValue(user);
            if (await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email) is not { } account)
            {
                return $"There is no account with the address {email}. Create it first: user create --email {email} --name NAME";
            }

            var issue = services.GetRequiredService<IssueApiToken>();
            switch (await issue.ExecuteAsync(account, parsed.GetRequiredValue(name), parsed.GetRequiredValue(scopes), parsed.GetValue(days), ct))
            {
                case IssueOutcome.Issued(_, var secret):
                    await output.WriteLineAsync(secret);
                    return null;
                case var refused:
                    return TokenMessages.Sentence(refused);
            }
        }, ct));
        return command;
    }
}
