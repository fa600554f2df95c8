using System.Diagnostics;
using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Tests.Features.Competitions.Bundles;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests;

/// <summary>The executable as a script calls it: arguments, standard output, standard error and an exit code.</summary>
public sealed class NodeCommandLineTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task without_a_known_verb_it_explains_itself_and_exits_2()
    {
        var result = await RunAsync("bogus");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("bogus");
    }

    [Theory]
    [InlineData("user create")]
    [InlineData("user operator")]
    [InlineData("token create")]
    [InlineData("competition import <file>")]
    [InlineData("bundle check <file>")]
    [InlineData("migrate")]
    [InlineData("site set")]
    public async Task every_verb_has_help(string verb)
    {
        var result = await StartAsync([.. verb.Split(' ').Take(2), "--help"]);

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldContain($"Agon.Node {verb} [");
    }

    [Fact]
    public async Task migrate_makes_a_database_where_there_is_none()
    {
        var directory = Directory.CreateTempSubdirectory("agon-migrate-").FullName;

        var result = await RunAsync("migrate", $"--Data:Directory={directory}");

        result.ExitCode.ShouldBe(0, result.Error);
        File.Exists(Path.Combine(directory, "agon.db")).ShouldBeTrue();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task a_contradictory_setting_is_a_sentence_and_not_a_stack_of_calls()
    {
        var result = await StartAsync("migrate", "--Database:Provider=PostgreSql");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("Database:ConnectionString must say where");
        result.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task user_create_prints_only_the_password_it_made_up_and_the_account_can_be_used_at_once()
    {
        var result = await RunAsync(["user", "create", "--email", "ada@example.org", "--name", "Ada", .. Settings]);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.Trim().Length.ShouldBe(20);
        (await node.QueryAsync(db => db.Users.AnyAsync(u => u.Email == "ada@example.org" && u.EmailConfirmed))).ShouldBeTrue();
    }

    [Fact]
    public async Task user_create_refuses_an_address_that_is_taken()
    {
        var account = await node.Given.Account();

        var result = await RunAsync(["user", "create", "--email", account.Email!, "--name", "Again", .. Settings]);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("already");
    }

    [Fact]
    public async Task user_operator_makes_an_operator_of_somebody_who_has_an_account_and_takes_it_back()
    {
        var account = await node.Given.Account();
        var last = await node.Given.Account(isOperator: true);

        (await RunAsync(["user", "operator", "--email", account.Email!, .. Settings])).ExitCode.ShouldBe(0);
        (await RunAsync(["user", "operator", "--email", account.Email!, .. Settings])).Error.ShouldContain("This person is an operator already.");
        (await RunAsync(["user", "operator", "--email", account.Email!, "--remove", .. Settings])).ExitCode.ShouldBe(0);
        (await RunAsync(["user", "operator", "--email", last.Email!, "--remove", .. Settings])).Error.ShouldContain("This is the last operator.");
        (await RunAsync(["user", "operator", "--email", "nobody@example.org", .. Settings])).Error.ShouldContain("There is no account with this address here.");
    }

    [Fact]
    public async Task token_create_prints_only_the_token()
    {
        var account = await node.Given.Account();

        var result = await RunAsync(["token", "create", "--user", account.Email!, "--name", "script", "--scope", "read", "--scope", "submit", .. Settings]);

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.Trim().ShouldStartWith("agon_");
        result.Output.Trim().ShouldNotContain('\n');
        (await node.QueryAsync(db => db.ApiTokens.SingleAsync(t => t.AccountId == account.Id))).Scopes.ShouldBe("read submit");
    }

    [Fact]
    public async Task token_create_gives_the_worker_scope_to_operators_only()
    {
        var account = await node.Given.Account();

        var result = await RunAsync(["token", "create", "--user", account.Email!, "--name", "w", "--scope", "worker", .. Settings]);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("operators");
    }

    [Fact]
    public async Task token_create_says_how_to_make_the_account_that_is_missing()
    {
        var result = await RunAsync(["token", "create", "--user", "nobody@example.org", "--name", "w", "--scope", "read", .. Settings]);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("user create --email nobody@example.org");
    }

    [Fact]
    public async Task site_set_changes_what_is_given_and_leaves_the_rest()
    {
        (await RunAsync(["site", "set", "--name", "Alpha Competitions", "--institution", "University of Alpha", .. Settings])).ExitCode.ShouldBe(0);
        (await RunAsync(["site", "set", "--name", "Beta Competitions", .. Settings])).ExitCode.ShouldBe(0);

        var home = await node.Browser().VisitAsync("/");

        home.ShouldSay("Beta Competitions");
        home.ShouldSay("University of Alpha");
        (await RunAsync(["site", "set", "--institution", "", .. Settings])).ExitCode.ShouldBe(0);
        (await node.QueryAsync(db => db.SiteSettings.SingleAsync())).Institution.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "Enter a name")]
    [InlineData("a name that is a good deal longer than anybody can read at the top of a page", "at most 60 characters")]
    public async Task site_set_refuses_a_name_nobody_can_read(string name, string sentence)
    {
        var result = await RunAsync(["site", "set", "--name", name, .. Settings]);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain(sentence);
    }

    [Fact]
    public async Task competition_import_prints_the_slug_of_a_public_competition()
    {
        var account = await node.Given.Account();
        var bundle = Path.Combine(node.DataDirectory, "good.zip");
        await File.WriteAllBytesAsync(bundle, new TestBundle().Zip(), TestContext.Current.CancellationToken);

        var result = await StartAsync(["competition", "import", bundle, "--organizer", account.Email!, "--publish", .. Settings]);

        result.ExitCode.ShouldBe(0, result.Error);
        (await node.QueryAsync(db => db.Competitions.SingleAsync(c => c.Slug == result.Output.Trim()))).IsPublished.ShouldBeTrue();
    }

    [Fact]
    public async Task competition_import_takes_a_bundle_of_codalab_and_says_what_is_read_in_another_way()
    {
        var account = await node.Given.Account();
        var bundle = Path.Combine(node.DataDirectory, "old.zip");
        await File.WriteAllBytesAsync(bundle, new OldBundle().Zip(), TestContext.Current.CancellationToken);

        var result = await RunAsync(["competition", "import", bundle, "--organizer", account.Email!, "--publish", .. Settings]);

        result.ExitCode.ShouldBe(0, result.Error);
        var competition = await node.QueryAsync(db => db.Competitions.Include(c => c.Pages).Include(c => c.Phases).Include(c => c.Leaderboards).AsSplitQuery().SingleAsync(c => c.Slug == result.Output.Trim()));
        competition.IsPublished.ShouldBeTrue();
        var remarks = await node.QueryAsync(db => db.BundleImports.Where(i => i.CompetitionId == competition.Id).Select(i => i.Problems).SingleAsync());
        BundleProblem.FromJson(remarks).Select(r => r.Severity).Distinct().ShouldBe([BundleProblemSeverity.Warning, BundleProblemSeverity.Note]);
        competition.Phases.OrderBy(p => p.Number).Select(p => (p.Name, p.AcceptsOnlyResults)).ShouldBe([("Practice", true), ("Final", false)]);
        competition.Leaderboards.Count.ShouldBe(2);
        competition.Pages.Single(p => p.Title == "Data").Content.ShouldContain("<a href=\"https://data.example.org/harbours?year=2016\">Harbours &amp; coasts</a>: Depths of &lt;all&gt; harbours.");
    }

    [Fact]
    public async Task bundle_check_tells_notes_apart()
    {
        var bundle = Path.Combine(Directory.CreateTempSubdirectory("agon-check-").FullName, "old.zip");
        await File.WriteAllBytesAsync(bundle, new OldBundle().Line("admin_names", null).Zip(), TestContext.Current.CancellationToken);

        var result = await RunAsync("bundle", "check", bundle);

        var lines = result.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        result.ExitCode.ShouldBe(0);
        lines[..^1].ShouldAllBe(l => l.StartsWith("note: competition.yaml:", StringComparison.Ordinal));
        lines[^1].ShouldBe($"It can be imported; {lines.Length - 1} things are read in another way than elsewhere, on purpose.");
        Directory.Delete(Path.GetDirectoryName(bundle)!, recursive: true);
    }

    [Fact]
    public async Task competition_import_lists_every_problem_with_its_place_and_exits_1()
    {
        var account = await node.Given.Account();
        var bundle = Path.Combine(node.DataDirectory, "empty.zip");
        await File.WriteAllBytesAsync(bundle, new TestBundle().With("competition.yaml", "title: Birds\nphases: none\n").Zip(), TestContext.Current.CancellationToken);

        var result = await RunAsync(["competition", "import", bundle, "--organizer", account.Email!, .. Settings]);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("error: competition.yaml:2");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task bundle_check_says_everything_without_a_node()
    {
        var directory = Directory.CreateTempSubdirectory("agon-check-").FullName;
        var bundle = Path.Combine(directory, "bundle.zip");
        Task WriteAsync(TestBundle content) => File.WriteAllBytesAsync(bundle, content.Zip(), TestContext.Current.CancellationToken);
        await WriteAsync(new TestBundle());
        (await StartAsync("bundle", "check", bundle)).ShouldBe((0, $"{BundleMessages.Verdict([])}{Environment.NewLine}", ""));

        await WriteAsync(new TestBundle().With("competition.yaml", TestBundle.Manifest.Replace("image: logo.png", "image: lost.png").Replace("end: 2026-12-01\n", "end: soon\n").Replace("sorting: asc", "sorting: up")));
        var broken = await RunAsync("bundle", "check", bundle);
        var lines = broken.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        broken.ExitCode.ShouldBe(1);
        lines.Where(l => l.StartsWith("error: competition.yaml:", StringComparison.Ordinal)).Select(l => l.Split(':')[2]).ShouldBe(["4", "23", "45"]);
        lines[^1].ShouldBe("It can't be imported: 3 problems have to be mended first.");
        BundleProblem.FromJson((await RunAsync("bundle", "check", bundle, "--json")).Output).Count(p => p.Severity == BundleProblemSeverity.Error).ShouldBe(3);

        (await RunAsync("bundle", "check", bundle, "--Bundles:MaxBytes=10")).Output.ShouldContain("larger than");
        (await RunAsync("bundle", "check", Path.Combine(directory, "nowhere.zip"))).ShouldBe((1, $"error: {Path.Combine(directory, "nowhere.zip")} can't be read. Check the path, and that you may read the file.{Environment.NewLine}{BundleMessages.Verdict([BundleMessages.NoSuchFile("")])}{Environment.NewLine}", ""));
        Directory.GetFileSystemEntries(directory).ShouldBe([bundle]);
        Directory.Delete(directory, recursive: true);
    }

    private string[] Settings =>
    [
        $"--Data:Directory={node.DataDirectory}", $"--Database:Provider={TestDatabase.Provider}",
        $"--Database:ConnectionString={node.ConnectionString}",
    ];

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var exitCode = await NodeCommandLine.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }

    /// <summary>In a process of its own, so that whatever else it writes is seen too.</summary>
    private static async Task<(int ExitCode, string Output, string Error)> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(NodeCommandLine).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
