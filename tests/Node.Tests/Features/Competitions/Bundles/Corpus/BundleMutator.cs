using System.Buffers.Binary;
using System.Text;
using Agon.Node.Tests.Features.Files.Zips;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Corpus;

/// <summary>Makes a strange bundle of a good one; the same seed makes the same one.</summary>
internal sealed class BundleMutator(int seed)
{
    private static readonly string[] Manifests = [FullBundle.Manifest, OldBundle.Manifest, TestBundle.Manifest];

    private static readonly string[] Values =
    [
        "", "~", "[]", "{}", "''", "-1", "0", "1e999", ".inf", "99999999999999999999", "0x7fffffffffffffff", "&a", "*a", "&a [*a]", "<<: *a", "!!binary x", "!!float 1", "|", ">-", "? x", "- - -",
        "2026-02-30", "0001-01-01", "9999-12-31T23:59:59-14:00", "24:00", "yes", "\"\\uD800\"", "\"\\0\"", "../..", "/", ".", "competition.yaml", "scoring_program", "ingestion.zip", "terms.md", "\t", "#", "%",
        "{a: {b: {c: d}}}", "[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]", "4d6bd0f4-3f24-4d02-8f0c-5b2d0a3a4a11",
    ];

    private static readonly char[] Signs = [.. ":-[]{}&*!|>'\"%@#\t\n\r ,0<?\\~\u0085\u2028\uFEFF\uD800é😀"];
    private static readonly uint[] Numbers = [0, 1, 2, 8, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 0x04034b50, 0x02014b50, 0x06054b50];

    private readonly Random _random = new(seed);

    /// <summary>A text that begins as a manifest.</summary>
    public string Manifest()
    {
        var lines = Pick(Manifests).Split('\n').ToList();
        for (var change = _random.Next(1, 6); change > 0; change--)
        {
            ChangeLine(lines);
        }

        var text = new StringBuilder(string.Join('\n', lines));
        for (var change = _random.Next(0, 4); change > 0 && text.Length > 1; change--)
        {
            ChangeSign(text);
        }

        return text.ToString();
    }

    /// <summary>An archive, its manifest or its bytes changed, or those of a zip inside.</summary>
    public byte[] Bundle()
    {
        var manifest = Encoding.UTF8.GetBytes(_random.Next(2) == 0 ? Pick(Manifests) : Manifest());
        manifest = _random.Next(20) == 0 ? Bytes(manifest) : manifest;
        var inner = ZipBytes.Of(("metadata", "command: x"), ("run.py", "print()"));
        inner = _random.Next(3) == 0 ? Bytes(inner) : inner;
        var bundle = _random.Next(2) == 0
            ? new TestBundle().With("competition.yaml", manifest).With("ingestion.zip", inner).Zip(Folder())
            : new OldBundle().With("competition.yaml", manifest).With("scoring.zip", inner).Zip(Folder());
        return _random.Next(2) == 0 ? Bytes(bundle) : bundle;
    }

    private byte[] Bytes(byte[] content)
    {
        var bytes = content.ToList();
        for (var change = _random.Next(1, 6); change > 0 && bytes.Count > 8; change--)
        {
            // The directory, at the end, is where most can be said that is not so.
            var at = _random.Next(2) == 0 ? _random.Next(bytes.Count - 4) : Math.Max(0, bytes.Count - 4 - _random.Next(Math.Min(bytes.Count - 4, 2500)));
            switch (_random.Next(6))
            {
                case 0: bytes[at] = (byte)_random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(_random.Next(1, 200), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(_random.Next(bytes.Count / 2), Math.Min(_random.Next(1, 300), bytes.Count / 2))); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                default: Number(bytes, at); break;
            }
        }

        return [.. bytes];
    }

    private void Number(List<byte> bytes, int at)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, Numbers[_random.Next(Numbers.Length)]);
        for (var i = 0; i < (_random.Next(2) == 0 ? 2 : 4); i++)
        {
            bytes[at + i] = number[i];
        }
    }

    private void ChangeLine(List<string> lines)
    {
        var at = _random.Next(lines.Count);
        var colon = lines[at].IndexOf(':', StringComparison.Ordinal);
        switch (_random.Next(9))
        {
            case 0: lines.RemoveAt(at); lines.Add(""); break;
            case 1: lines.Insert(at, lines[_random.Next(lines.Count)]); break;
            case 2: lines[at] = $"  {lines[at]}"; break;
            case 3: lines[at] = lines[at].TrimStart(); break;
            case 4: lines.Insert(at, Pick(Pick(Manifests).Split('\n'))); break;
            case 5: (lines[at], lines[^1]) = (lines[^1], lines[at]); break;
            case 6: lines.InsertRange(at, Enumerable.Repeat(lines[at], _random.Next(1, 200))); break;
            default: lines[at] = colon < 0 ? Pick(Values) : $"{lines[at][..colon]}: {Pick(Values)}"; break;
        }
    }

    private void ChangeSign(StringBuilder text)
    {
        var at = _random.Next(text.Length);
        switch (_random.Next(3))
        {
            case 0: text[at] = Signs[_random.Next(Signs.Length)]; break;
            case 1: text.Insert(at, $"{Signs[_random.Next(Signs.Length)]}", _random.Next(20) == 0 ? 300 : 1); break;
            default: text.Remove(at, Math.Min(_random.Next(1, 40), text.Length - at)); break;
        }
    }

    private string Folder() => _random.Next(5) switch { 0 => "seeds/", 1 => _random.Next(4) == 0 ? "../" : "", _ => "" };

    private T Pick<T>(T[] all) => all[_random.Next(all.Length)];
}
