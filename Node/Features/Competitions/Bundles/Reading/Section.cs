using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>
/// Reads the keys of one map of a manifest: each by its type, complaining with the place where it stands. Keys nobody asked for are
/// reported in the end, with the nearest known one.
/// </summary>
internal sealed partial class Section(YamlMap map, string name, ManifestContext context, string? kind = null)
{
    private readonly string _kind = kind ?? name;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public YamlPlace Place => map.Place;

    /// <summary>What it is, in sentences: <c>phase "Final"</c>.</summary>
    public string Name { get; set; } = name;

    /// <summary>Where a key's value stands, or the section if it has none.</summary>
    public YamlPlace PlaceOf(string key) => Find(key)?.Value.Place ?? Place;

    /// <summary>The value of a key, or null when it is absent or says nothing.</summary>
    public YamlNode? Value(string key)
    {
        _known.Add(key);
        return Find(key)?.Value is { } value && !(value is YamlScalar scalar && Yaml11.IsNull(scalar)) ? value : null;
    }

    public bool Has(string key) => Find(key) is not null;

    public string? Text(string key, int maxLength, bool isRequired = false)
    {
        if (Scalar(key, "a text", isRequired) is not { } scalar)
        {
            return null;
        }

        var text = scalar.Text.Trim();
        if (text.Length == 0 && isRequired)
        {
            Error(scalar.Place, $"{Name} has an empty \"{key}\".", $"Write something behind \"{key}:\".");
            return null;
        }

        if (!IsPrintable(text))
        {
            Error(scalar.Place, $"\"{key}\" of {Name} has unprintable characters.", "Write it anew.");
            return null;
        }

        if (text.Length > maxLength)
        {
            Error(scalar.Place, $"\"{key}\" of {Name} has {text.Length} characters; at most {maxLength} are possible.", "Shorten it.");
            return null;
        }

        return text;
    }

    public bool Flag(string key, bool otherwise)
    {
        if (Scalar(key, "yes or no", false) is not { } scalar)
        {
            return otherwise;
        }

        if (Yaml11.ToBool(scalar) is { } value)
        {
            return value;
        }

        Error(scalar.Place, $"\"{key}\" of {Name} is \"{Short(scalar.Text)}\", but true or false is expected.", "Write true or false.");
        return otherwise;
    }

    /// <summary>A whole number of at least 0; null when it is absent, says nothing or is none.</summary>
    public int? Whole(string key, int max = int.MaxValue, bool isRequired = false)
    {
        if (Scalar(key, "a whole number", isRequired) is not { } scalar)
        {
            return null;
        }

        switch (Yaml11.ToInteger(scalar))
        {
            case null:
                Error(scalar.Place, $"\"{key}\" of {Name} is \"{Short(scalar.Text)}\", but a whole number is expected.", "Write digits only.");
                return null;
            case < 0:
                Error(scalar.Place, $"\"{key}\" of {Name} is negative.", "Write 0 or more.");
                return null;
            case var value when value > max:
                Error(scalar.Place, $"\"{key}\" of {Name} is {value}; at most {max} is possible.", "Write a smaller number.");
                return null;
            case var value:
                return (int)value;
        }
    }

    /// <summary>An instant; dates that can be misread are pointed out.</summary>
    public DateTimeOffset? Date(string key, bool isRequired)
    {
        if (Scalar(key, "a date", isRequired) is not { } scalar)
        {
            return null;
        }

        var (instant, failure) = BundleDate.Read(scalar.Text);
        if (instant is not { } found)
        {
            Error(scalar.Place, ManifestMessages.Date(failure, key, Name, Short(scalar.Text)), ManifestMessages.DateHint);
            return null;
        }

        if (BundleDate.IsAmbiguous(scalar.Text))
        {
            Warn(scalar.Place, $"\"{key}\" of {Name} is read with the month first, as {found.UtcDateTime:d MMMM yyyy}.", $"Write {found.UtcDateTime:yyyy-MM-dd} to be clear.");
        }

        return found;
    }

    /// <summary>One word out of several; when it is another one, the nearest is proposed.</summary>
    public string? OneOf(string key, IReadOnlyCollection<string> words, bool isRequired = false)
    {
        if (Scalar(key, "a word", isRequired) is not { } scalar || words.Contains(scalar.Text.Trim()))
        {
            return Value(key) is YamlScalar known ? known.Text.Trim() : null;
        }

        var hint = Spelling.Nearest(scalar.Text, words) is { } nearest ? $"Did you mean {nearest}?" : $"Write one of: {string.Join(", ", words)}.";
        Error(scalar.Place, $"\"{key}\" of {Name} is \"{Short(scalar.Text)}\", which is none of the words known here.", hint);
        return null;
    }

    /// <summary>A file or folder of the bundle; it is looked for later, with all others.</summary>
    public PathReference? Path(string key, PathUse use, bool isRequired)
    {
        if (Scalar(key, "the path of a file or folder in the bundle", isRequired) is not { } scalar)
        {
            return null;
        }

        var reference = new PathReference(scalar.Text.Trim(), scalar.Place);
        context.References.Add((reference, use, $"\"{key}\" of {Name}"));
        return reference;
    }

    /// <summary>Keys that are understood and need no comment.</summary>
    public void Ignore(params string[] keys) => _known.UnionWith(keys);

    /// <summary>Keys that will mean something in a later version of Agon.</summary>
    public void Later(string key, string consequence)
    {
        if (Value(key) is { } value)
        {
            Warn(value.Place, $"\"{key}\" of {Name} is not used yet: {consequence}");
        }
    }

    /// <summary>A switch of which only one position works so far.</summary>
    public void LaterUnless(string key, bool works, string consequence)
    {
        if (Flag(key, works) != works)
        {
            Warn(PlaceOf(key), $"\"{key}\" of {Name} is not used yet: {consequence}");
        }
    }

    /// <summary>Reports the keys nobody asked for.</summary>
    public void Close()
    {
        context.Ask(_kind, _known);
        foreach (var pair in map.Pairs.Where(p => !_known.Contains(p.Key.Text)))
        {
            var hint = context.MayPropose() && Spelling.Nearest(pair.Key.Text, _known.Where(k => !Has(k))) is { } nearest ? $"Did you mean \"{nearest}\"?" : null;
            Warn(pair.Key.Place, $"\"{Short(pair.Key.Text)}\" of {Name} is not a key that means anything here; it was ignored.", hint);
        }
    }

    public void Error(YamlPlace place, string message, string? hint) => context.Problems.Error(context.File, place, Sentence(message), hint);

    public void Warn(YamlPlace place, string message, string? hint = null) => context.Problems.Warn(context.File, place, Sentence(message), hint);

    /// <summary>Says what is read in another way than elsewhere, on purpose.</summary>
    public void Note(YamlPlace place, string message) => context.Problems.Note(context.File, place, Sentence(message));

    private YamlPair? Find(string key) => map.Pairs.Find(p => p.Key.Text == key);

    private YamlScalar? Scalar(string key, string expected, bool isRequired)
    {
        switch (Value(key))
        {
            case YamlScalar scalar:
                return scalar;
            case null when isRequired:
                Error(Find(key)?.Key.Place ?? Place, $"{Name} has no \"{key}\".", $"Add \"{key}: …\" with {expected}.");
                return null;
            case null:
                return null;
            case var other:
                Error(other.Place, $"\"{key}\" of {Name} has to be {expected}, not {(other is YamlList ? "a list" : "a map")}.", $"Write \"{key}: …\" on one line.");
                return null;
        }
    }

    private static string Short(string text) => ManifestMessages.Short(text);

    private static string Sentence(string message) => $"{char.ToUpperInvariant(message[0])}{message[1..]}";

    private static bool IsPrintable(string text) => text.All(c => !char.IsControl(c) || c is '\n' or '\r' or '\t') && IsWellFormed(text);

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
