using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Agon.Node.Features.Competitions.Bundles.Writing;

/// <summary>
/// Writes keys and values as YAML that every reader understands alike: texts always in double quotes, so that <c>no</c> and <c>2026-11-01</c>
/// stay texts. Values are texts, truth values, numbers, maps (pairs) and lists; what is null is left out.
/// </summary>
internal static class YamlText
{
    public static string Of(IEnumerable<(string Key, object? Value)> map)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, EmitterSettings.Default.WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Map(emitter, map);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Map(Emitter emitter, IEnumerable<(string Key, object? Value)> map)
    {
        emitter.Emit(new MappingStart());
        foreach (var (key, value) in map.Where(p => p.Value is not null))
        {
            emitter.Emit(Text(key, isKey: true));
            Value(emitter, value!);
        }

        emitter.Emit(new MappingEnd());
    }

    private static void Value(Emitter emitter, object value)
    {
        switch (value)
        {
            case string text:
                emitter.Emit(Text(text, isKey: false));
                break;
            case bool flag:
                emitter.Emit(Plain(flag ? "true" : "false"));
                break;
            case int number:
                emitter.Emit(Plain(number.ToString(CultureInfo.InvariantCulture)));
                break;
            case double number:
                emitter.Emit(Plain(number.ToString("R", CultureInfo.InvariantCulture)));
                break;
            case IEnumerable<(string, object?)> map:
                Map(emitter, map);
                break;
            case IEnumerable<object> list:
                List(emitter, list);
                break;
            default:
                throw new ArgumentException($"{value.GetType()} has no place in a manifest.", nameof(value));
        }
    }

    private static void List(Emitter emitter, IEnumerable<object> items)
    {
        var all = items.ToList();
        var style = all.TrueForAll(i => i is int or double) ? SequenceStyle.Flow : SequenceStyle.Block;
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, style));
        all.ForEach(i => Value(emitter, i));
        emitter.Emit(new SequenceEnd());
    }

    private static Scalar Plain(string text) => new(AnchorName.Empty, TagName.Empty, text, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false);

    // The format's own keys read best as they are; a key somebody chose is a text.
    private static Scalar Text(string text, bool isKey) => isKey && text.All(c => c is (>= 'a' and <= 'z') or '_') && text is not ("y" or "n" or "yes" or "no" or "on" or "off" or "true" or "false" or "null")
        ? Plain(text)
        : new Scalar(AnchorName.Empty, TagName.Empty, text, ScalarStyle.DoubleQuoted, isPlainImplicit: false, isQuotedImplicit: true);
}
