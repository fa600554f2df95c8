using System.Text;
using Agon.Node.Tests.Features.Files.Zips;

namespace Agon.Node.Tests.Features.Competitions.Bundles;

/// <summary>A complete bundle of which a test changes one thing.</summary>
internal sealed class TestBundle
{
    /// <summary>A manifest that uses what ordinary bundles use; tests refer to its lines by number.</summary>
    public const string Manifest = """
        version: 2
        title: Wheat seeds
        description: Tell three varieties of wheat apart.
        image: logo.png
        terms: terms.md
        registration_auto_approve: yes
        docker_image: python:3.12
        pages:
          - title: Overview
            file: pages/overview.md
          - title: Data
            file: pages/data.html
        tasks:
          - index: 0
            name: Classify
            scoring_program: scoring_program/
            reference_data: reference_data
            ingestion_program: ingestion.zip
            input_data: input_data/
        phases:
          - name: Development
            start: 2026-11-01
            end: 2026-12-01
            max_submissions_per_day: 10
            tasks: [0]
            starting_kit: starting_kit/
          - index: 1
            name: Final
            start: 2026-12-01 00:00
            tasks: [0]
            public_data: data.csv
        leaderboards:
          - title: Results
            key: main
            submission_rule: Force_Best
            columns:
              - title: Accuracy
                key: accuracy
                index: 0
                sorting: desc
                precision: 3
              - title: Loss
                key: loss
                index: 1
                sorting: asc

        """;

    /// <summary>A PNG of one pixel.</summary>
    public static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal)
    {
        ["competition.yaml"] = Encoding.UTF8.GetBytes(Manifest),
        ["logo.png"] = Pixel,
        ["terms.md"] = "Be fair."u8.ToArray(),
        ["pages/overview.md"] = "# Welcome\n\nSeven measures of a grain."u8.ToArray(),
        ["pages/data.html"] = "<h1>Data</h1>"u8.ToArray(),
        ["scoring_program/metadata.yaml"] = "command: python3 $program/score.py $input $output"u8.ToArray(),
        ["scoring_program/score.py"] = "print('scored')"u8.ToArray(),
        ["reference_data/truth.csv"] = "1\n2\n3\n"u8.ToArray(),
        ["ingestion.zip"] = ZipBytes.Of(("metadata.yaml", "command: python3 $ingestion_program/ingest.py"), ("ingest.py", "print('read')")),
        ["input_data/grains.csv"] = "0.1,0.2\n"u8.ToArray(),
        ["starting_kit/README.md"] = "Start here."u8.ToArray(),
        ["data.csv"] = "0.3,0.4\n"u8.ToArray(),
    };

    public TestBundle With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public TestBundle With(string path, byte[] content)
    {
        _files[path] = content;
        return this;
    }

    public TestBundle Without(string path)
    {
        _files.Remove(path);
        return this;
    }

    /// <summary>Replaces a line of the manifest; null removes it.</summary>
    public TestBundle Line(int number, string? text)
    {
        var lines = Encoding.UTF8.GetString(_files["competition.yaml"]).Split('\n').ToList();
        if (text is null)
        {
            lines.RemoveAt(number - 1);
        }
        else
        {
            lines[number - 1] = text;
        }

        return With("competition.yaml", string.Join('\n', lines));
    }

    /// <summary>Replaces a text in the manifest.</summary>
    public TestBundle Replace(string what, string by) =>
        With("competition.yaml", Encoding.UTF8.GetString(_files["competition.yaml"]).Replace(what, by, StringComparison.Ordinal));

    /// <param name="folder">A folder around everything, with its slash.</param>
    /// <param name="beside">What else is in the archive.</param>
    public byte[] Zip(string folder = "", ZipBytes? beside = null) => _files.Aggregate(beside ?? new ZipBytes(), (zip, file) => zip.Add(folder + file.Key, file.Value)).ToArray();
}
