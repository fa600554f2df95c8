using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads a manifest in the format of Codabench bundles, version 2.</summary>
internal static class ReadVersion2
{
    private const int DescriptionMaxLength = 20_000, LineMaxLength = 256, MostPages = 100;

    /// <summary>The manifest, or null when the problems have errors.</summary>
    public static BundleManifest? From(YamlMap root, ManifestContext context)
    {
        var section = new Section(root, "the competition", context);
        section.Ignore("version");

        var title = section.Text("title", Competition.TitleMaxLength, isRequired: true);
        var description = section.Text("description", DescriptionMaxLength);
        var terms = section.Path("terms", PathUse.Text, isRequired: true);
        var image = section.Path("image", PathUse.Image, isRequired: false);
        var pages = Pages(section);
        var tasks = ReadTasks.From(section);
        var solutions = ReadSolutions.From(section, tasks);
        var phases = ReadPhases.From(section, tasks, context.MaxStepSeconds);
        var leaderboards = ReadLeaderboards.From(section);
        var manifest = new BundleManifest
        {
            Title = title ?? "",
            Description = description ?? "",
            Image = image,
            Terms = terms ?? new PathReference("", default),
            IsRegistrationAutoApproved = section.Flag("registration_auto_approve", otherwise: false),
            DockerImage = section.Text("docker_image", Competition.ImageMaxLength) is { Length: > 0 } given ? given : Competition.DefaultDockerImage,
            EnableDetailedResults = section.Flag("enable_detailed_results", otherwise: false),
            RunsSubmissionsAtOnce = section.Flag("auto_run_submissions", otherwise: true),
            MakeProgramsAvailable = section.Flag("make_programs_available", otherwise: false),
            MakeInputDataAvailable = section.Flag("make_input_data_available", otherwise: false),
            Listing = ReadListing.From(section),
            FactSheet = ReadFactSheetKeys.From(section),
            Reward = section.Text("reward", LineMaxLength),
            ContactEmail = Email(section),
            ReportUrl = ReadPeople.Report(section),
            LetInAddresses = ReadPeople.LetIn(section),
            Pages = pages,
            Tasks = [.. tasks.ByIndex.Values.OfType<ManifestTask>()],
            Solutions = solutions,
            Phases = phases,
            Leaderboards = leaderboards,
        };
        ReadLaterKeys(section);
        section.Close();
        return context.Problems.HasErrors ? null : manifest;
    }

    private static List<ManifestPage> Pages(Section competition)
    {
        if (!competition.Has("pages"))
        {
            competition.Warn(competition.Place, "the competition has no \"pages\".", "Add a list of pages, each with \"title\" and \"file\", so that participants learn what it is about.");
        }

        List<ManifestPage> pages = [];
        foreach (var section in competition.Sections("pages", "page", MostPages, isRequired: false))
        {
            var title = section.Text("title", CompetitionPage.TitleMaxLength, isRequired: true);
            section.Name = title is null ? section.Name : $"page \"{ManifestMessages.Short(title)}\"";
            var file = section.Path("file", PathUse.Text, isRequired: true);
            section.Ignore("index");
            section.Close();
            if (title is not null && file is not null)
            {
                pages.Add(new ManifestPage(title, file));
            }
        }

        return pages;
    }

    private static string? Email(Section section)
    {
        var email = section.Text("contact_email", LineMaxLength);
        if (email is null or "")
        {
            return null;
        }

        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (at > 0 && at == email.LastIndexOf('@') && at < email.Length - 1 && !email.Any(char.IsWhiteSpace))
        {
            return email;
        }

        section.Error(section.PlaceOf("contact_email"), $"\"contact_email\" is \"{ManifestMessages.Short(email)}\", which is not an e-mail address.", "Write one address, for instance someone@example.org.");
        return null;
    }

    private static void ReadLaterKeys(Section section)
    {
        section.Later("queue", "runs go to this node's own queue.");
        section.LaterUnless("can_participants_make_submissions_public", works: false, "submissions are seen by their senders and the organizers only.");
        section.LaterUnless("show_detailed_results_in_submission_panel", works: true, "detailed results are shown with the submission.");
        section.LaterUnless("show_detailed_results_in_leaderboard", works: false, "detailed results are shown with the submission only.");
        section.LaterUnless("forum_enabled", works: false, "there is no forum yet.");
        if (section.OneOf("competition_type", ["competition", "benchmark"]) == "benchmark")
        {
            section.Warn(section.PlaceOf("competition_type"), "\"competition_type: benchmark\" is not used yet: it is shown as a competition.");
        }
    }
}
