using Agon.Node.Features.Competitions.Bundles;
using Agon.Node.Features.Competitions.Bundles.Reading;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Reading.Version1;

public sealed class OldBundleProblemTests : IDisposable
{
    private readonly BundleReader _reader = new();

    /// <summary>The line that is replaced, by what, the first words of the line the complaint is about (null: it is removed), and what it says.</summary>
    public static TheoryData<string, string?, string?, string> Errors() => new()
    {
        { "title", null, null, "The competition has no \"title\"." },
        { "html:", "html: [overview.html]\nhtnl:", "html", "\"html\" of the competition has to be a map of keys and values." },
        { "html:", "htnl:", null, "The competition has no \"html\"." },
        { "terms", null, null, "\"html\" has no \"terms\"." },
        { "terms", "terms: conditions.html", "terms", "\"terms\" of \"html\" is \"conditions.html\", which is not in the bundle." },
        { "overview", "overview: ../overview.html", "overview", "\"overview\" of \"html\" is \"../overview.html\", which leads out of the bundle." },
        { "overview", "overview: [a]", "overview", "\"overview\" of \"html\" has to be the path of a file or folder in the bundle, not a list." },
        { "end_date", "end_date: Christmas", "end_date", "\"end_date\" of the competition is \"Christmas\", which is not a date." },
        { "end_date", "end_date: 2016-06-01", "end_date", "The competition ends before phase \"Final\" starts, or at the same moment." },
        { "has_registration", "has_registration: perhaps", "has_registration", "\"has_registration\" of the competition is \"perhaps\", but true or false is expected." },
        { "phases:", "phase:", null, "The competition has no \"phases\"." },
        { "phasenumber: 1", "colour: red", null, "Phase \"Practice\" has no \"phasenumber\"." },
        { "phasenumber: 2", "phasenumber: 1", "phasenumber", "Two phases have the phasenumber 1." },
        { "label: Practice", null, null, "Phase 1 has no \"label\"." },
        { "start_date: 2016-06", null, null, "Phase \"Final\" has no \"start_date\"." },
        { "start_date: 2016-06", "start_date: 2016-03-01", "start_date", "Phase \"Final\" does not start after phase \"Practice\", which comes before it." },
        { "scoring_program: ", null, null, "Phase \"Practice\" has no \"scoring_program\"." },
        { "scoring_program: ", "scoring_program: 4d6bd0f4-3f24-4d02-8f0c-5b2d0a3a4a11", "scoring_program", "\"scoring_program\" of phase \"Practice\" refers to a file that is kept on another site, by its key." },
        { "max_submissions: 50", "max_submissions: many", "max_submissions", "\"max_submissions\" of phase \"Practice\" is \"many\", but a whole number is expected." },
        { "leaderboard_management_mode", "leaderboard_management_mode: hidden", "leaderboard_management_mode", "\"leaderboard_management_mode\" of phase \"Practice\" is \"hidden\", which is none of the words known here." },
        { "is_parallel_parent", "is_parallel_parent: True", "is_parallel_parent", "Phase \"Practice\" is the parent of no phase." },
        { "leaderboards:", "boards:", null, "The leaderboard has no \"leaderboards\"." },
        { "columns:", "colums:", null, "The leaderboard has no \"columns\"." },
        { "leaderboard: *RESULTS", null, null, "Column \"leith\" has no \"leaderboard\"." },
        { "leaderboard: *RESULTS", "leaderboard: {label: Elsewhere}", "leaderboard", "Column \"leith\" belongs to a leaderboard that is not under \"leaderboards\"." },
        { "sort: asc", "sort: down", "sort", "\"sort\" of column \"leith\" is \"down\", which is none of the words known here." },
        { "operation: Avg", "operation: Median", "operation", "\"operation\" of \"computed\" of column \"mean_rank\" is \"Median\", which is none of the words known here." },
        { "fields:", null, null, "\"computed\" of column \"mean_rank\" has no \"fields\"." },
        { "fields:", "fields: leith, lerwick", "fields", "Column \"mean_rank\" is computed from \"lerwick\", which does not exist." },
        { "fields:", "fields: leith, seconds", "fields", "Column \"mean_rank\" is computed from \"seconds\", which is on another leaderboard." },
        { "fields:", "fields: leith, mean_rank", "fields", "Column \"mean_rank\" is computed from \"mean_rank\", which is itself." },
        { "weights:", "weights: 0.4", "weights", "There are 1 \"weights\" for 2 \"fields\"." },
        { "weights:", "weights: 0.4, much", "weights", "\"weights\" has \"much\", which is no weight." },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task an_error_is_told_with_its_place_and_a_way_out(string begin, string? replacement, string? at, string message)
    {
        var bundle = new OldBundle().Line(begin, replacement);

        var errors = (await _reader.ProblemsAsync(bundle.Zip())).Where(p => p.Severity == BundleProblemSeverity.Error).ToList();

        var error = errors.Where(e => e.Message == message).ShouldHaveSingleItem();
        error.Hint.ShouldNotBeNull().ShouldMatch(@"[.?]$");
        if (at is not null)
        {
            bundle.Text.Split('\n')[error.Line!.Value - 1].Trim().ShouldStartWith(at);
        }
    }

    /// <summary>The line that is replaced, by what, and the warning.</summary>
    public static TheoryData<string, string?, string> Warnings() => new()
    {
        { "allow_teams", "allow_teams: True", "\"allow_teams\" of the competition is not used yet: everybody takes part alone." },
        { "anonymous_leaderboard", "anonymous_leaderboard: True", "\"anonymous_leaderboard\" of the competition is not used yet: names are shown on the leaderboard; hide the leaderboard if they must not be seen." },
        { "hide_chart", "hide_chart: True", "\"hide_chart\" of the competition is not used yet: the leaderboard shows how scores grew." },
        { "url_redirect", "url_redirect: https://example.org", "\"url_redirect\" of the competition is not used yet: nobody is sent on to another address." },
        { "force_submission", null, "Participants may not choose what is on the leaderboard, so their last submission is (Force_Last)." },
        { "color", "colour: green", "\"colour\" of phase \"Practice\" is not a key that means anything here; it was ignored." },
        { "max_submission_size", "max_submission_size: 300", "\"max_submission_size\" of phase \"Practice\" is not used yet: the operator says how large submissions may be." },
        { "default_docker_image", "default_docker_image: r-base", "\"default_docker_image\" of phase \"Practice\" is not used: every run has the image of the competition." },
        { "url: https", null, "Data set 1 has no \"url\": it is left out." },
        { "url: https", "url: javascript:alert(1)", "\"url\" of data set 1 is no address of the web: it is left out." },
        { "url: https", "key: 4d6bd0f4-3f24-4d02-8f0c-5b2d0a3a4a11", "Data set 1 is kept on another site, by its key: it is left out." },
        { "auto_migration", "auto_migration: True", "\"auto_migration\" of phase \"Final\" is not used yet: submissions stay in the phase they were sent to." },
        { "force_best", "force_best_submission_to_leaderboard: True", "A participant's best submission is on the leaderboard in every phase, though only phase \"Practice\" asks for it." },
        { "leaderboard_management_mode", "leaderboard_management_mode: hide_results", "The leaderboards are hidden in every phase, though only phase \"Practice\" asks for it." },
        { "color", "phase_never_ends: True", "Only the last phase can go on for ever: phase \"Practice\" ends when phase \"Final\" starts." },
        { "parent_phasenumber", "parent_phasenumber: 7", "Phase \"Practice\" belongs to the phase 7, which is no parallel parent: it stands for itself." },
        { "column_group: *NORTH", "column_group: {label: East}", "Column \"leith\" belongs to a group that is not under \"column_groups\": it stands alone." },
        { "label: Leith", "label: The port of Leith, on the Firth of Forth", "\"label\" of column leith has 40 characters; at most 36 are possible, so it is \"The port of Leith, on the Firth of…\"." },
        { "SPEED: &SPEED", "EMPTY: {label: Empty}\nSPEED: &SPEED", "Leaderboard \"Empty\" has no column: it is left out." },
    };

    [Theory]
    [MemberData(nameof(Warnings))]
    public async Task what_does_no_harm_is_a_warning(string begin, string? replacement, string message)
    {
        var reading = await _reader.ReadAsync(new OldBundle().Line(begin, replacement).Zip());

        reading.ShouldBeOfType<BundleReading.Readable>().Warnings.Where(w => w.Severity == BundleProblemSeverity.Warning).Select(w => w.Message).ShouldContain(message);
    }

    public void Dispose() => _reader.Dispose();
}
