using Agon.Node.Features.Competitions.Bundles.Yaml;

namespace Agon.Node.Tests.Features.Competitions.Bundles.Yaml;

public sealed class ReadYamlTests
{
    private const string TooMany = "The file has more than 20000 values; a value repeated by an alias counts each time.";

    [Fact]
    public void values_know_where_they_stand()
    {
        var root = (YamlMap)ReadYaml.From("a: 1\nb:\n  - x\n  - y: z\n").Root!;

        root.Pairs.Select(p => (p.Key.Text, p.Key.Place, p.Value.Place)).ShouldBe(
            [("a", new(1, 1), new(1, 4)), ("b", new(2, 1), new(3, 3))]);
        ((YamlList)root.Pairs[1].Value).Items.Select(i => i.Place).ShouldBe([new(3, 5), new(4, 5)]);
    }

    [Theory]
    [InlineData("a: [1", 2, "The YAML can't be read here")]
    [InlineData("a: 1\n\tb: 2", 2, "The YAML can't be read here")]
    [InlineData("a: b: c", 1, "The YAML can't be read here")]
    [InlineData("a: 'open", 1, "The YAML can't be read here")]
    [InlineData("a: *nowhere", 1, "*nowhere refers to &nowhere, which does not come before it.")]
    [InlineData("a: &a [*a]", 1, "*a refers to a value that contains it.")]
    [InlineData("a: &x {b: {c: *x}}", 1, "*x refers to a value that contains it.")]
    [InlineData("a: 1\n---\nb: 2\n", 2, "A second YAML document begins here.")]
    [InlineData("? [a]\n: b", 1, "A key has to be a single word or text.")]
    [InlineData("<<: text\na: b", 1, "\"<<\" can only take in a map, or a list of maps.")]
    [InlineData("a: !!python/object/apply:os.system [ls]", 1, "The tag tag:yaml.org,2002:python/object/apply:os.system is not known.")]
    [InlineData("a: !mine b", 1, "The tag !mine is not known.")]
    public void what_is_no_good_yaml_is_told_with_its_line(string text, int line, string message)
    {
        var problem = ReadYaml.From(text).Problems.ShouldHaveSingleItem();

        problem.IsWarning.ShouldBeFalse();
        problem.Message.ShouldStartWith(message);
        problem.Message.ShouldEndWith(".");
        problem.Place.Line.ShouldBe(line);
        problem.Hint.ShouldNotBeNull().ShouldEndWith(".");
    }

    [Theory]
    [InlineData("a: 1\n\tb: 2", "Indent with spaces.")]
    [InlineData("title: Part 1: the start", "Put the text in quotes.")]
    [InlineData("title: @home", "Put the text in quotes: it begins with a character that means something in YAML.")]
    public void the_usual_mistakes_have_their_own_hint(string text, string hint)
    {
        ReadYaml.From(text).Problems.ShouldHaveSingleItem().Hint.ShouldBe(hint);
    }

    [Fact]
    public void nesting_has_an_end()
    {
        ReadYaml.From(new string('[', 5000)).Problems.ShouldHaveSingleItem().Message.ShouldBe("Values are nested more than 20 levels deep.");
    }

    [Fact]
    public void the_number_of_values_has_an_end()
    {
        ReadYaml.From($"a: [{string.Join(',', Enumerable.Range(0, 30_000))}]").Problems.ShouldHaveSingleItem().Message.ShouldBe(TooMany);
    }

    [Fact]
    public void a_thousand_laughs_are_not_written_out()
    {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghij".Select(c => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n"));

        ReadYaml.From(bomb).Problems.ShouldHaveSingleItem().Message.ShouldBe(TooMany);
    }

    [Fact]
    public void an_alias_shares_what_it_repeats_and_counts_as_all_of_it()
    {
        const string page = "a: &page {title: Overview, file: overview.md}\n";

        var root = (YamlMap)ReadYaml.From($"{page}b: [*page, *page]\n").Root!;
        var many = ReadYaml.From($"{page}b: [{string.Join(',', Enumerable.Repeat("*page", 4_000))}]\n");

        ((YamlList)root.Pairs[1].Value).Items.ShouldAllBe(i => ReferenceEquals(i, root.Pairs[0].Value));
        var problem = many.Problems.ShouldHaveSingleItem();
        (problem.Message, problem.Place.Line).ShouldBe((TooMany, 2));
    }

    [Fact]
    public void merges_that_multiply_have_an_end()
    {
        var keys = string.Join(", ", Enumerable.Range(0, 500).Select(i => $"k{i}: 1"));
        var bomb = $"a: &a {{{keys}}}\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"b{i}: {{<<: [*a, *a]}}\n"));

        ReadYaml.From(bomb).Problems.ShouldContain(p => p.Message == TooMany);
    }

    [Fact]
    public void an_empty_text_has_no_root()
    {
        ReadYaml.From("").ShouldBe(new YamlReading(null, []), new SameReading());
        ReadYaml.From("# only a comment\n").Root.ShouldBeNull();
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("No", false)]
    [InlineData("on", true)]
    [InlineData("OFF", false)]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("y", null)]
    [InlineData("nope", null)]
    public void truth_is_written_as_in_yaml_1_1(string text, bool? value)
    {
        Yaml11.ToBool(Scalar(text)).ShouldBe(value);
    }

    [Theory]
    [InlineData("12", 12L)]
    [InlineData("+3", 3L)]
    [InlineData("-3", -3L)]
    [InlineData("010", 8L)]
    [InlineData("08", 8L)]
    [InlineData("0x1F", 31L)]
    [InlineData("0b101", 5L)]
    [InlineData("1_000", 1000L)]
    [InlineData("10:00", 600L)]
    [InlineData("1:00:00", 3600L)]
    [InlineData("5.0", 5L)]
    [InlineData("5.5", null)]
    [InlineData("five", null)]
    [InlineData("", null)]
    [InlineData("_", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("0xFFFFFFFFFFFFFFFFFFFF", null)]
    public void numbers_are_written_as_in_yaml_1_1(string text, long? value)
    {
        Yaml11.ToInteger(Scalar(text)).ShouldBe(value);
    }

    [Fact]
    public void quotes_keep_a_number_decimal()
    {
        Yaml11.ToInteger(new YamlScalar("010", isPlain: false, default)).ShouldBe(10);
    }

    private static YamlScalar Scalar(string text) => new(text, isPlain: true, default);

    private sealed class SameReading : IEqualityComparer<YamlReading>
    {
        public bool Equals(YamlReading? x, YamlReading? y) => x!.Root == y!.Root && x.Problems.SequenceEqual(y.Problems);

        public int GetHashCode(YamlReading obj) => 0;
    }
}
