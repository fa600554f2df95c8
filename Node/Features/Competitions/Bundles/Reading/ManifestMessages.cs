using System.Diagnostics;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Sentences about manifests that are said in more than one place, or have more than one form.</summary>
internal static class ManifestMessages
{
    public const string DateHint = "Write 2026-11-20, or 2026-11-20 18:00, or 2026-11-20T18:00:00+01:00.";

    public static string Date(BundleDateFailure failure, string key, string section, string text) => failure switch
    {
        BundleDateFailure.NotADate => $"\"{key}\" of {section} is \"{text}\", which is not a date.",
        BundleDateFailure.NoSuchDay => $"\"{key}\" of {section} is \"{text}\", a day that is not in the calendar.",
        BundleDateFailure.NoSuchTime => $"\"{key}\" of {section} is \"{text}\", a time that no clock shows.",
        BundleDateFailure.UnknownZone => $"\"{key}\" of {section} is \"{text}\", with a time zone that is not clear.",
        _ => throw new UnreachableException($"{failure}"),
    };

    /// <summary>The begin of a text, on one line.</summary>
    public static string Short(string text)
    {
        var line = new string([.. text.Trim().Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]);
        return line.Length <= 60 ? line : $"{line[..57]}…";
    }
}
