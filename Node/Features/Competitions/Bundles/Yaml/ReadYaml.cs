using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Agon.Node.Features.Competitions.Bundles.Yaml;

/// <summary>
/// Reads one YAML document from a stranger into nodes that know their place. Aliases share nodes instead of copying them and can't
/// point into themselves; depth and number of nodes are bounded, each alias counting as all that it repeats; tags that would make objects are
/// refused.
/// </summary>
internal sealed class ReadYaml
{
    public const int MaxNodes = 20_000, MaxDepth = 20, MaxProblems = 50;
    private const string MergeKey = "<<", CoreTags = "tag:yaml.org,2002:";
    private static readonly string[] PlainTags = ["str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge"];

    private readonly Dictionary<AnchorName, Anchored?> _anchors = [];
    private readonly List<YamlProblem> _problems = [];
    private readonly Parser _parser;
    private int _nodes;

    private ReadYaml(string text) => _parser = new Parser(new StringReader(text));

    public static YamlReading From(string text)
    {
        var reader = new ReadYaml(text);
        try
        {
            return new YamlReading(reader.Document(), reader._problems);
        }
        catch (YamlRefusal refusal)
        {
            return new YamlReading(null, [.. reader._problems, refusal.Problem]);
        }
        catch (YamlException e)
        {
            return new YamlReading(null, [.. reader._problems, YamlMessages.Unreadable(At(e.Start), At(e.End), e.Message, text)]);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The library's own slips at texts nobody writes on purpose, for instance a flow map that ends in a plain scalar at a directive.
            var place = At(reader._parser.Current?.End ?? Mark.Empty);
            return new YamlReading(null, [.. reader._problems, YamlMessages.Unreadable(place, place, "", text)]);
        }
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Node(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _problems.Add(YamlMessages.SecondDocument(At(second.Start)));
        }

        return root;
    }

    private YamlNode Node(int depth)
    {
        var place = At(_parser.Current!.Start);
        if (depth > MaxDepth)
        {
            throw new YamlRefusal(YamlMessages.TooDeep(place));
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Aliased(alias);
        }

        Count(1, place);
        if (_parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            // Null until it is complete: an alias inside would be a circle.
            _anchors[anchored.Anchor] = null;
            var before = _nodes;
            var node = Value(depth, place);
            _anchors[anchored.Anchor] = new Anchored(node, 1 + _nodes - before);
            return node;
        }

        return Value(depth, place);
    }

    private YamlNode Value(int depth, YamlPlace place)
    {
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            CheckTag(scalar.Tag, place);
            return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty, place);
        }

        if (_parser.TryConsume<SequenceStart>(out var sequence))
        {
            CheckTag(sequence.Tag, place);
            var list = new YamlList(place);
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                list.Items.Add(Node(depth + 1));
            }

            return list;
        }

        CheckTag(_parser.Consume<MappingStart>().Tag, place);
        return Map(depth, place);
    }

    private YamlMap Map(int depth, YamlPlace place)
    {
        var map = new YamlMap(place);
        List<YamlMap> merged = [];
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not YamlScalar name)
            {
                Report(YamlMessages.KeyIsNoText(key.Place));
            }
            else if (name is { IsPlain: true, Text: MergeKey })
            {
                merged.AddRange(Merged(value));
            }
            else
            {
                Put(map, new YamlPair(name, value));
            }
        }

        foreach (var pair in merged.SelectMany(m => m.Pairs))
        {
            Count(1, place);
            if (map.Pairs.TrueForAll(p => p.Key.Text != pair.Key.Text))
            {
                map.Pairs.Add(pair);
            }
        }

        return map;
    }

    // The last one counts, as elsewhere; but nobody writes a key twice on purpose.
    private void Put(YamlMap map, YamlPair pair)
    {
        var earlier = map.Pairs.FindIndex(p => p.Key.Text == pair.Key.Text);
        if (earlier >= 0)
        {
            Report(YamlMessages.DuplicateKey(pair.Key, map.Pairs[earlier].Key.Place));
            map.Pairs.RemoveAt(earlier);
        }

        map.Pairs.Add(pair);
    }

    private List<YamlMap> Merged(YamlNode value)
    {
        switch (value)
        {
            case YamlMap map:
                return [map];
            case YamlList list when list.Items.TrueForAll(i => i is YamlMap):
                return [.. list.Items.Cast<YamlMap>()];
            default:
                Report(YamlMessages.NothingToMerge(value.Place));
                return [];
        }
    }

    private YamlNode Aliased(AnchorAlias alias)
    {
        var place = At(alias.Start);
        if (!_anchors.TryGetValue(alias.Value, out var anchored))
        {
            throw new YamlRefusal(YamlMessages.UnknownAnchor(place, alias.Value.Value));
        }

        var (node, nodes) = anchored ?? throw new YamlRefusal(YamlMessages.Circle(place, alias.Value.Value));
        // Whoever walks the document walks the node once more.
        Count(nodes, place);
        return node;
    }

    private void CheckTag(TagName tag, YamlPlace place)
    {
        if (!tag.IsEmpty && !tag.IsNonSpecific
            && !(tag.Value.StartsWith(CoreTags, StringComparison.Ordinal) && PlainTags.Contains(tag.Value[CoreTags.Length..])))
        {
            Report(YamlMessages.Tag(place, tag.Value));
        }
    }

    private void Count(int nodes, YamlPlace place)
    {
        _nodes += nodes;
        if (_nodes > MaxNodes)
        {
            throw new YamlRefusal(YamlMessages.TooMany(place));
        }
    }

    private void Report(YamlProblem problem)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(problem);
        }
    }

    private static YamlPlace At(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    /// <summary>A complete value with a name, and how many nodes it is when written out.</summary>
    private sealed record Anchored(YamlNode Node, int Nodes);

    private sealed class YamlRefusal(YamlProblem problem) : Exception(problem.Message)
    {
        public YamlProblem Problem { get; } = problem;
    }
}
