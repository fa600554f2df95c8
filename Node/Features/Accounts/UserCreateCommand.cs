using System.CommandLine;
using System.Security.Cryptography;
using Agon.Portal.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Agon.Node.Features.Accounts;

/// <summary>The verb <c>user create</c>: a confirmed account, without a mail and without a page.</summary>
internal static class UserCreateCommand
{
    public static Command Create(string[] settings)
    {
        var email = new Option<string>("--email") { Description = "The person's e-mail address; they sign in with it.", Required = true };
        var name = new Option<string>("--name") { Description = "The name others see.", Required = true };
        var isOperator = new Option<bool>("--operator") { Description = "Make them an operator of this node." };
        var fromStdin = new Option<bool>("--password-stdin") { Description = "Read the password from standard input; without this one is made up and printed." };
        var command = new Command("create", "Create a confirmed account.") { email, name, isOperator, fromStdin };
        command.SetAction((parsed, ct) => NodeCommandLine.RunVerbAsync(parsed, settings, async (services, output) =>
        {
            var password = parsed.GetValue(fromStdin) ? await Console.In.ReadLineAsync(ct) ?? "" : null;
            var made = password ?? RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 20);
            var refusal = await CreateAsync(services, parsed.GetRequiredValue(email), parsed.GetRequiredValue(name), made, parsed.GetValue(isOperator));
            if (refusal is null && password is null)
            {
                await output.WriteLineAsync(made);
            }

            return refusal;
        }, ct));
        return command;
    }

    /// <summary>Creates the account; returns why not, or null.</summary>
    private static async Task<string?> CreateAsync(IServiceProvider services, string email, string name, string password, bool isOperator)
    {
        if (await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email) is not null)
        {
            return $"There is an account with the address {email} already. Use that one, or give another address.";
        }

        var (account, result) = await services.GetRequiredService<CreateAccount>().ExecuteAsync(email, name, password, isConfirmed: true);
        if (result.Succeeded && isOperator)
        {
            await services.GetRequiredService<Operators>().AddAsync(account);
        }

        return result.Succeeded ? null : string.Join(' ', result.Errors.Select(e => e.Description).Distinct());
    }
}
