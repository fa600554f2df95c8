namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>Keys of a competition that are not used yet, or have no meaning here, each with the reason.</summary>
internal static class OtherKeysOfVersion1
{
    private const string NoTeams = "everybody takes part alone.";

    public static void Read(Section section)
    {
        // When the first phase starts says the same; the administrators were ignored on CodaLab too.
        section.Ignore("start_date");
        section.Later("admin_names", "invite the other organizers once the competition is there.");
        section.LaterUnless("allow_teams", works: false, NoTeams);
        section.LaterUnless("enable_teams", works: false, NoTeams);
        section.LaterUnless("require_team_approval", works: false, NoTeams);
        section.LaterUnless("allow_organizer_teams", works: false, NoTeams);
        section.LaterUnless("anonymous_leaderboard", works: false, "names are shown on the leaderboard; hide the leaderboard if they must not be seen.");
        section.LaterUnless("allow_public_submissions", works: false, "submissions are seen by their senders and the organizers only.");
        section.LaterUnless("enable_forum", works: false, "there is no forum yet.");
        section.LaterUnless("forum_enabled", works: false, "there is no forum yet.");
        section.LaterUnless("enable_per_submission_metadata", works: false, "submissions are taken without a description.");
        section.LaterUnless("enable_medical_image_viewer", works: false, "outputs can be downloaded.");
        section.LaterUnless("hide_top_three", works: false, "the leaderboard shows everybody.");
        section.LaterUnless("hide_chart", works: false, "the leaderboard shows how scores grew.");
        section.Later("url_redirect", "nobody is sent on to another address.");
        section.Later("upper_bound_max_submission_size", "the operator says how large submissions may be.");
        section.Later("queue", "runs go to this node's own queue.");
        section.LaterUnless("show_detailed_results_in_submission_panel", works: true, "detailed results are shown with the submission.");
        section.LaterUnless("show_detailed_results_in_leaderboard", works: false, "detailed results are shown with the submission only.");
        if (section.Flag("published", otherwise: false))
        {
            section.Note(section.PlaceOf("published"), "the competition is a draft until you publish it, whatever \"published\" says.");
        }

        if (section.Value("secret_key") is { } key)
        {
            section.Note(key.Place, "\"secret_key\" is left out: it opened the competition on the site it comes from, and may be known to many.");
        }
    }
}
