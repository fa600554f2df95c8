using Agon.Hub.Features.Administration;
using Agon.Hub.Tests.Features.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Tests;

/// <summary>The executable as a script calls it: arguments, standard output, standard error and an exit code.</summary>
public sealed class HubCommandLineTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task without_a_known_verb_it_explains_itself_and_exits_2()
    {
        var result = await RunAsync("bogus");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("bogus");
    }

    [Fact]
    public async Task migrate_makes_a_database_where_there_is_none()
    {
        var directory = Directory.CreateTempSubdirectory("agon-hub-migrate-").FullName;

        var result = await RunAsync("migrate", $"--Data:Directory={directory}");

        result.ExitCode.ShouldBe(0, result.Error);
        File.Exists(Path.Combine(directory, "hub.db")).ShouldBeTrue();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task a_contradictory_setting_is_a_sentence()
    {
        var result = await RunAsync("migrate", "--Database:Provider=PostgreSql");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("Database:ConnectionString must say where");
    }

    [Fact]
    public async Task user_create_prints_only_the_password_it_made_up_and_the_account_can_be_used_at_once()
    {
        var email = HubHost.NewAddress();

        var result = await RunAsync(["user", "create", "--email", email, "--name", "Ada", .. Settings]);

        result.ExitCode.ShouldBe(0, result.Error);
        await hub.SignedIn(email, result.Output.Trim());
    }

    [Fact]
    public async Task second_step_off_lets_a_person_in_with_the_password_alone()
    {
        var email = await hub.Account();
        await SecondStep.TurnOnAsync(hub, await hub.SignedIn(email), email);

        (await RunAsync(["user", "second-step-off", "--email", email, .. Settings])).ExitCode.ShouldBe(0);

        await hub.SignedIn(email);
        (await RunAsync(["user", "second-step-off", "--email", email, .. Settings])).Error.ShouldContain($"The second step of {email} is off already.");
        (await RunAsync(["user", "second-step-off", "--email", "nobody@example.org", .. Settings])).Error.ShouldContain("There is no account with the address nobody@example.org.");
    }

    [Theory]
    [InlineData("--curator", Staff.Curator)]
    [InlineData("--administrator", Staff.Administrator)]
    public async Task user_create_gives_the_roles_it_is_asked_for(string option, string role)
    {
        var email = HubHost.NewAddress();

        (await RunAsync(["user", "create", "--email", email, "--name", "Cora", option, .. Settings])).ExitCode.ShouldBe(0);

        (await hub.QueryAsync(db => (from held in db.UserRoles
                                     join r in db.Roles on held.RoleId equals r.Id
                                     join a in db.Users on held.UserId equals a.Id
                                     where a.Email == email
                                     select r.Name).ToListAsync())).ShouldBe([role]);
    }

    [Theory]
    [InlineData(Staff.Curator)]
    [InlineData(Staff.Administrator)]
    public async Task a_role_is_given_to_somebody_who_has_an_account_and_taken_away(string role)
    {
        var email = await hub.Account();
        await hub.Account(role: Staff.Administrator);

        (await RunAsync(["user", role, "--email", email, .. Settings])).ExitCode.ShouldBe(0);
        (await RunAsync(["user", role, "--email", email, .. Settings])).Error.ShouldContain($"{role} already.");
        (await RunAsync(["user", role, "--email", email, "--remove", .. Settings])).ExitCode.ShouldBe(0);
        (await RunAsync(["user", role, "--email", email, "--remove", .. Settings])).Error.ShouldContain("or not any more");
    }

    [Fact]
    public async Task user_create_refuses_an_address_that_is_taken()
    {
        var result = await RunAsync(["user", "create", "--email", await hub.Account(), "--name", "Again", .. Settings]);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("already");
    }

    private string[] Settings =>
    [
        $"--Data:Directory={hub.DataDirectory}", $"--Database:Provider={TestDatabase.Provider}", $"--Database:ConnectionString={hub.ConnectionString}",
    ];

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var exitCode = await HubCommandLine.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
