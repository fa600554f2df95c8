using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Reading;

public sealed class ManifestProblemTests : IDisposable
{
    private readonly BundleReader _reader = new();

    /// <summary>The line of the manifest that is replaced (null: removed), where the complaint stands, and what it says.</summary>
    public static TheoryData<int, string?, string, string> Errors() => new()
    {
        { 1, "version: 3", "1:10", "Version \"3\" of the bundle format is not known." },
        { 1, "version: [2]", "1:10", "\"version\" has to be a number." },
        { 1, "version: 1", "1:10", "The file says version 1, but is written like version 2." },
        { 2, null, "1:1", "The competition has no \"title\"." },
        { 2, "title:", "2:1", "The competition has no \"title\"." },
        { 2, "title: ' '", "2:8", "The competition has an empty \"title\"." },
        { 2, "title: [Wheat]", "2:8", "\"title\" of the competition has to be a text, not a list." },
        { 2, "title: {de: Weizen}", "2:8", "\"title\" of the competition has to be a text, not a map." },
        { 2, $"title: {new string('x', 257)}", "2:8", "\"title\" of the competition has 257 characters; at most 256 are possible." },
        { 2, "title: \"a\\0b\"", "2:8", "\"title\" of the competition has unprintable characters." },
        { 4, "image: nowhere.png", "4:8", "\"image\" of the competition is \"nowhere.png\", which is not in the bundle." },
        { 4, "image: pages", "4:8", "\"image\" of the competition is \"pages\", a folder; a file is expected." },
        { 5, null, "1:1", "The competition has no \"terms\"." },
        { 5, "terms: ../terms.md", "5:8", "\"terms\" of the competition is \"../terms.md\", which leads out of the bundle." },
        { 5, "terms: /etc/passwd", "5:8", "\"terms\" of the competition is \"/etc/passwd\", which leads out of the bundle." },
        { 5, "terms: ''", "5:8", "\"terms\" of the competition is \"\", which leads out of the bundle." },
        { 6, "registration_auto_approve: maybe", "6:28", "\"registration_auto_approve\" of the competition is \"maybe\", but true or false is expected." },
        { 6, "contact_email: not an address", "6:16", "\"contact_email\" is \"not an address\", which is not an e-mail address." },
        { 6, "competition_type: contest", "6:19", "\"competition_type\" of the competition is \"contest\", which is none of the words known here." },
        { 6, "fact_sheet: everything", "6:13", "\"fact_sheet\" of the competition has to be a map of keys and values." },
        { 6, "fact_sheet: {method: trees}", "6:14", "\"method\" of \"fact_sheet\" is not a map of keys and values." },
        { 6, "fact_sheet: {method: {type: radio}}", "6:29", "\"type\" of question \"method\" is \"radio\", which is none of the words known here." },
        { 6, "fact_sheet: {model: {type: select}}", "6:21", "Question \"model\" has no \"selection\"." },
        { 6, "fact_sheet: {model: {type: select, selection: [[a]]}}", "6:48", "\"selection\" of question \"model\" lists texts of at most 200 characters; this is none." },
        { 6, "fact_sheet: {'': {type: text}}", "6:18", "The key of a question has 1 to 64 characters." },
        { 6, "fact_sheet: {a: {type: text}, 'a ': {type: text}}", "6:31", "\"fact_sheet\" of the competition has the key \"a\" twice, but for spaces around it." },
        { 6, "fact_sheet: {\"a\\0b\": {type: text}}", "6:14", "A key of \"fact_sheet\" has unprintable characters." },
        { 6, "fact_sheet: {m: {type: select, selection: []}}", "6:43", "Question \"m\" has nothing to choose from." },
        { 6, "solutions: [{tasks: [0]}]", "6:13", "Solution 1 has no \"path\"." },
        { 6, "solutions: [{path: logo.png, tasks: [7]}]", "6:38", "Solution 1 refers to a task with the index 7, which does not exist." },
        { 6, "solutions: [{key: 4d6bd0f4-3f24-4d02-8f0c-5b2d0a3a4a11, tasks: [0]}]", "6:19", "Solution 1 refers to a solution that is kept on another site, by its key." },
        { 8, "pages: overview.md\nx:", "8:8", "\"pages\" of the competition has to be a list." },
        { 9, "  - overview.md\n  - title: Overview", "9:5", "An item of \"pages\" is not a map of keys and values." },
        { 9, "  - index: 4", "9:5", "Page 1 has no \"title\"." },
        { 10, null, "9:5", "Page \"Overview\" has no \"file\"." },
        { 10, "    file: pages/Overview.md", "10:11", "\"file\" of page \"Overview\" is \"pages/Overview.md\", which is not in the bundle." },
        { 14, "  - colour: red", "14:5", "Task 1 has no \"index\"." },
        { 14, "  - index: [0]", "14:12", "\"index\" of task 1 has to be a number." },
        { 15, null, "14:5", "Task 1 has no \"name\"." },
        { 16, null, "14:5", "Task \"Classify\" has no \"scoring_program\"." },
        { 16, "    scoring_program: scoring/", "16:22", "\"scoring_program\" of task \"Classify\" is \"scoring/\", which is not in the bundle." },
        { 16, "    scoring_program: terms.md", "16:22", "\"scoring_program\" of task \"Classify\" is \"terms.md\", which is neither a folder nor a zip." },
        { 17, "    reference_data: 4d6bd0f4-3f24-4d02-8f0c-5b2d0a3a4a11", "17:21", "\"reference_data\" of task \"Classify\" refers to a file that is kept on another site, by its key." },
        { 17, "    key: 4d6bd0f4-3f24-4d02-8f0c-5b2d0a3a4a11", "17:10", "Task 1 refers to a task that is kept on another site, by its key." },
        { 19, "    input_data: input_data/\n  - index: 0\n    name: Twin\n    scoring_program: scoring_program/", "20:12", "Two tasks have the index 0." },
        { 21, "  - description: Nameless", "21:5", "Phase 1 has no \"name\"." },
        { 22, null, "21:5", "Phase \"Development\" has no \"start\"." },
        { 22, "    start: soon", "22:12", "\"start\" of phase \"Development\" is \"soon\", which is not a date." },
        { 22, "    start: 2026-02-30", "22:12", "\"start\" of phase \"Development\" is \"2026-02-30\", a day that is not in the calendar." },
        { 22, "    start: 2026-11-01 25:00", "22:12", "\"start\" of phase \"Development\" is \"2026-11-01 25:00\", a time that no clock shows." },
        { 22, "    start: 2026-11-01 10:00 CET", "22:12", "\"start\" of phase \"Development\" is \"2026-11-01 10:00 CET\", with a time zone that is not clear." },
        { 23, null, "21:5", "Phase \"Development\" has no \"end\", but phase \"Final\" comes after it." },
        { 23, "    end:", "23:9", "Phase \"Development\" has an empty \"end\", but phase \"Final\" comes after it." },
        { 23, "    end: 2026-10-31", "23:10", "Phase \"Development\" ends before it starts, or at once." },
        { 23, "    end: 2026-12-02", "29:12", "Phase \"Final\" starts before phase \"Development\" has ended." },
        { 24, "    max_submissions_per_day: ten", "24:30", "\"max_submissions_per_day\" of phase \"Development\" is \"ten\", but a whole number is expected." },
        { 24, "    max_submissions_per_day: -1", "24:30", "\"max_submissions_per_day\" of phase \"Development\" is negative." },
        { 24, "    max_submissions: 99999999999", "24:22", "\"max_submissions\" of phase \"Development\" is 99999999999; at most 2147483647 is possible." },
        { 24, "    execution_time_limit: 604801", "24:27", "\"execution_time_limit\" of phase \"Development\" is 604801; at most 604800 is possible." },
        { 25, null, "21:5", "Phase \"Development\" has no \"tasks\"." },
        { 25, "    tasks: []", "25:12", "Phase \"Development\" has no task." },
        { 25, "    tasks: 0", "25:12", "\"tasks\" of phase \"Development\" has to be a list." },
        { 25, "    tasks: [1]", "25:13", "Phase \"Development\" refers to a task with the index 1, which does not exist." },
        { 25, "    tasks: [[0]]", "25:13", "\"tasks\" of phase \"Development\" lists the indexes of tasks; this is none." },
        { 33, "  - hidden: no", "33:5", "Leaderboard 1 has no \"title\"." },
        { 34, null, "33:5", "Leaderboard \"Results\" has no \"key\"." },
        { 35, "    submission_rule: Force Best", "35:22", "\"submission_rule\" of leaderboard \"Results\" is \"Force Best\", which is none of the words known here." },
        { 35, "    primary_index: 7", "35:20", "\"primary_index\" of leaderboard \"Results\" is 7, but no column that can rank has this index." },
        { 37, "      - hidden: no", "37:9", "Column 1 has no \"title\"." },
        { 39, null, "37:9", "Column \"Accuracy\" has no \"index\"." },
        { 40, "        sorting: down", "40:18", "\"sorting\" of column \"Accuracy\" is \"down\", which is none of the words known here." },
        { 41, "        precision: 16", "41:20", "\"precision\" of column \"Accuracy\" is 16; at most 15 is possible." },
        { 43, "        key: accuracy", "43:14", "Two columns of leaderboard \"Results\" have the key \"accuracy\"." },
        { 44, "        index: 0", "44:16", "Two columns of leaderboard \"Results\" have the index 0." },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task an_error_is_told_with_its_place_and_a_way_out(int line, string? replacement, string place, string message)
    {
        var problems = await _reader.ProblemsAsync(new TestBundle().Line(line, replacement).Zip());

        var error = problems.Where(p => p.Severity == BundleProblemSeverity.Error).ShouldHaveSingleItem();
        error.Message.ShouldBe(message);
        error.Place.ShouldBe($"competition.yaml:{place}");
        error.Hint.ShouldNotBeNull().ShouldMatch(@"[.?]$");
    }

    public static TheoryData<int, string?, string, string> Warnings() => new()
    {
        { 1, null, "1:1", "There is no \"version\"; the file is read as version 2." },
        { 2, "title: Wheat\ntitle: Wheat seeds", "3:1", "\"title\" is here a second time, after line 2; the last one counts." },
        { 3, "descripton: x", "3:1", "\"descripton\" of the competition is not a key that means anything here; it was ignored." },
        { 3, "queue: 4d6bd0f4-3f24-4d02-8f0c-5b2d0a3a4a11", "3:8", "\"queue\" of the competition is not used yet: runs go to this node's own queue." },
        { 3, "competition_type: benchmark", "3:19", "\"competition_type: benchmark\" is not used yet: it is shown as a competition." },
        { 22, "    start: 11-1-2026", "22:12", "\"start\" of phase \"Development\" is read with the month first, as 1 November 2026." },
        { 24, "    execution_time_limit: 3601", "24:27", "\"execution_time_limit\" of phase \"Development\" is 3601; this site allows 3600, so that is the limit." },
        { 24, "    auto_migrate_to_this_phase: true", "24:33", "\"auto_migrate_to_this_phase\" of phase \"Development\" is not used yet: submissions stay in the phase they were sent to." },
        { 25, "    tasks: [0, 0]", "25:16", "Phase \"Development\" lists the task 0 twice; it counts once." },
        { 19, "    input_data: input_data/\n  - index: 7\n    name: Idle\n    scoring_program: scoring_program/", "14:3", "The task with the index 7 is in no phase." },
    };

    [Theory]
    [MemberData(nameof(Warnings))]
    public async Task what_does_no_harm_is_a_warning(int line, string? replacement, string place, string message)
    {
        var reading = await _reader.ReadAsync(new TestBundle().Line(line, replacement).Zip());

        var warning = reading.ShouldBeOfType<BundleReading.Readable>().Warnings.ShouldHaveSingleItem();
        warning.Message.ShouldBe(message);
        warning.Place.ShouldBe($"competition.yaml:{place}");
    }

    public static TheoryData<int, string, string> Hints() => new()
    {
        { 35, "    submission_rule: Force Best", "Did you mean Force_Best?" },
        { 3, "descripton: x", "Did you mean \"description\"?" },
        { 10, "    file: pages/Overview.md", "Did you mean pages/overview.md? Upper and lower case matter." },
        { 16, "    scoring_program: scoring_programme/", "Did you mean scoring_program? Upper and lower case matter." },
        { 25, "    tasks: [1]", "The tasks are: 0." },
        { 40, "        sorting: dsc", "Did you mean desc?" },
    };

    [Theory]
    [MemberData(nameof(Hints))]
    public async Task what_was_probably_meant_is_proposed(int line, string replacement, string hint)
    {
        (await _reader.ProblemsAsync(new TestBundle().Line(line, replacement).Zip())).ShouldHaveSingleItem().Hint.ShouldBe(hint);
    }

    [Theory]
    [InlineData("pages", "The competition has no \"pages\".")]
    [InlineData("tasks", "The competition has no \"tasks\".")]
    [InlineData("phases", "The competition has no \"phases\".")]
    [InlineData("leaderboards", "The competition has no \"leaderboards\".")]
    public async Task a_missing_list_is_told(string list, string message)
    {
        var problems = await _reader.ProblemsAsync(new TestBundle().Replace($"\n{list}:", $"\nun{list}:").Zip());

        problems.ShouldContain(p => p.Message == message);
    }

    [Theory]
    [InlineData("tasks: []", "The competition has no task.")]
    [InlineData("phases: []", "The competition has no phase.")]
    [InlineData("leaderboards: []", "The competition has no leaderboard.")]
    public async Task an_empty_list_is_told(string list, string message)
    {
        var text = $"{list}\n{string.Join('\n', TestBundle.Manifest.Split('\n').Where(l => !l.StartsWith(list.Split(':')[0], StringComparison.Ordinal)))}";

        (await _reader.ProblemsAsync(new TestBundle().With("competition.yaml", text).Zip())).ShouldContain(p => p.Message == message || p.Message.Contains("can't be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_leaderboard_under_its_old_name_is_pointed_out()
    {
        var problems = await _reader.ProblemsAsync(new TestBundle().Replace("leaderboards:", "leaderboard:").Zip());

        problems.ShouldHaveSingleItem().Message.ShouldBe("The key \"leaderboard\" has to be called \"leaderboards\".");
    }

    [Fact]
    public async Task all_problems_are_told_at_once()
    {
        var bundle = new TestBundle().Line(2, "title: []").Line(25, "    tasks: [9]").Line(40, "        sorting: up").Line(6, "colour: red").Without("terms.md");

        var problems = await _reader.ProblemsAsync(bundle.Zip());

        problems.Select(p => (p.Severity, p.Line)).ShouldBe(
        [
            (BundleProblemSeverity.Error, 2), (BundleProblemSeverity.Error, 5), (BundleProblemSeverity.Error, 25),
            (BundleProblemSeverity.Error, 40), (BundleProblemSeverity.Warning, 6),
        ]);
    }

    public void Dispose() => _reader.Dispose();
}
