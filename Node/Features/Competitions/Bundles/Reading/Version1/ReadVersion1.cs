using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading.Version1;

/// <summary>Reads a manifest in the format of CodaLab bundles, version 1.5, into what it would say in version 2.</summary>
internal static class ReadVersion1
{
    private const int DescriptionMaxLength = 20_000;

    /// <summary>The manifest, or null when the problems have errors.</summary>
    public static BundleManifest? From(YamlMap root, ManifestContext context)
    {
        var section = new Section(root, "the competition", context);
        section.Ignore("version");

        var title = section.Text("title", Competition.TitleMaxLength, isRequired: true);
        var description = section.Text("description", DescriptionMaxLength);
        var image = section.Path("image", PathUse.Image, isRequired: false);
        var (terms, pages) = PagesOfVersion1.From(section);
        var phases = PhasesOfVersion1.From(section, context.MaxStepSeconds);
        var rule = RuleOfVersion1.From(section, phases);
        var leaderboards = BoardsOfVersion1.From(section, rule, phases.AreResultsHidden);
        var manifest = new BundleManifest
        {
            Title = title ?? "",
            Description = description ?? "",
            Image = image,
            Terms = terms ?? new PathReference("", default),
            IsRegistrationAutoApproved = IsOpenToAll(section),
            DockerImage = Image(section),
            EnableDetailedResults = section.Flag("enable_detailed_results", otherwise: false),
            RunsSubmissionsAtOnce = section.Flag("auto_run_submissions", otherwise: true),
            MakeProgramsAvailable = section.Flag("make_programs_available", otherwise: false),
            MakeInputDataAvailable = section.Flag("make_input_data_available", otherwise: false),
            Reward = Reward(section),
            Pages = pages,
            DataLinks = section.Flag("show_datasets_from_yaml", otherwise: true) ? phases.DataLinks : [],
            Tasks = phases.Tasks,
            Phases = phases.Phases,
            Leaderboards = leaderboards,
        };
        OtherKeysOfVersion1.Read(section);
        section.Close();
        return context.Problems.HasErrors ? null : manifest;
    }

    // Without the key, CodaLab let everybody in and Codabench asks for approval.
    private static bool IsOpenToAll(Section section)
    {
        if (section.Value("has_registration") is null)
        {
            section.Note(section.Place, "there is no \"has_registration\": whoever accepts the terms takes part at once, as on CodaLab. Codabench would wait for your approval.");
        }

        return !section.Flag("has_registration", otherwise: false);
    }

    private static string Image(Section section)
    {
        if (section.Text("competition_docker_image", Competition.ImageMaxLength) is { Length: > 0 } given)
        {
            return given;
        }

        section.Note(section.Place, $"there is no \"competition_docker_image\": runs use {Competition.DefaultDockerImage}. CodaLab's own default was made for Python 2.");
        return Competition.DefaultDockerImage;
    }

    // A number there; 0 is its way of saying that there is none.
    private static string? Reward(Section section) =>
        section.Text("reward", Competition.RewardMaxLength) is { Length: > 0 } reward && reward != "0" ? reward : null;
}
