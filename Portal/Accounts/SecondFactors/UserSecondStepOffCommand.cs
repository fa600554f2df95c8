using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>The verb <c>user second-step-off</c>: for a person whom the operator knows, and who lost phone and recovery codes.</summary>
public static class UserSecondStepOffCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="run">Runs a verb in the host's services.</param>
    public static Command Create(Func<ParseResult, Func<IServiceProvider, TextWriter, Task<string?>>, CancellationToken, Task<int>> run)
    {
        var email = new Option<string>("--email") { Description = "The person's e-mail address.", Required = true };
        var command = new Command("second-step-off", "Let a person sign in without a code, who lost phone and recovery codes. They are told by mail.") { email };
        command.SetAction((parsed, ct) => run(parsed, (services, _) => TurnOffAsync(services, parsed.GetRequiredValue(email), ct), ct));
        return command;
    }

    /// <summary>Turns it off; returns why not, or null.</summary>
    private static async Task<string?> TurnOffAsync(IServiceProvider services, string email, CancellationToken ct)
    {
        if (await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email) is not { } account)
        {
            return $"There is no account with the address {email}.";
        }

        return await services.GetRequiredService<ChangeSecondFactor>().TurnOffAsync(account, ct)
            ? null
            : $"The second step of {email} is off already.";
    }
}
