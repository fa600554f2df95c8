using System.CommandLine;
using System.Security.Cryptography;
using Agon.Portal.Accounts.Roles;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Portal.Accounts;

/// <summary>The verb <c>user create</c>: a confirmed account, without a mail and without a page.</summary>
public static class UserCreateCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="roles">The roles it can give, each by an option of its name, with what the option does.</param>
    /// <param name="run">Runs a verb in the host's services.</param>
    public static Command Create(
        IReadOnlyDictionary<string, string> roles,
        Func<ParseResult, Func<IServiceProvider, TextWriter, Task<string?>>, CancellationToken, Task<int>> run)
    {
        var email = new Option<string>("--email") { Description = "The person's e-mail address; they sign in with it.", Required = true };
        var name = new Option<string>("--name") { Description = "The name others see.", Required = true };
        var fromStdin = new Option<bool>("--password-stdin") { Description = "Read the password from standard input; without this one is made up and printed." };
        var command = new Command("create", "Create a confirmed account.") { email, name, fromStdin };
        var offered = roles.ToDictionary(r => new Option<bool>($"--{r.Key}") { Description = r.Value }, r => r.Key);
        foreach (var option in offered.Keys)
        {
            command.Add(option);
        }

        command.SetAction((parsed, ct) => run(parsed, async (services, output) =>
        {
            var password = parsed.GetValue(fromStdin) ? await Console.In.ReadLineAsync(ct) ?? "" : null;
            var made = password ?? RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 20);
            var wanted = offered.Where(o => parsed.GetValue(o.Key)).Select(o => o.Value);
            var refusal = await CreateAsync(services, parsed.GetRequiredValue(email), parsed.GetRequiredValue(name), made, wanted);
            if (refusal is null && password is null)
            {
                await output.WriteLineAsync(made);
            }

            return refusal;
        }, ct));
        return command;
    }

    /// <summary>Creates the account; returns why not, or null.</summary>
    private static async Task<string?> CreateAsync(IServiceProvider services, string email, string name, string password, IEnumerable<string> roles)
    {
        if (await services.GetRequiredService<UserManager<Account>>().FindByEmailAsync(email) is not null)
        {
            return $"There is an account with the address {email} already. Use that one, or give another address.";
        }

        var (account, result) = await services.GetRequiredService<CreateAccount>().ExecuteAsync(email, name, password, isConfirmed: true);
        foreach (var role in result.Succeeded ? roles : [])
        {
            await services.GetRequiredService<GiveRole>().ExecuteAsync(account, role);
        }

        return result.Succeeded ? null : string.Join(' ', result.Errors.Select(e => e.Description).Distinct());
    }
}
