using Agon.Node.Worker.Runs;
using Agon.Node.Worker.Tests.Fakes;

namespace Agon.Node.Worker.Tests.Runs;

public sealed class ScoresFileTests : IAsyncDisposable
{
    private readonly TempDirectory _output = new();

    [Theory]
    [InlineData("{\"accuracy\": 0.93, \"errors\": 7}")]
    [InlineData("\ufeff{\"errors\":1,\"accuracy\":0.93,\"errors\":7}")]
    public void scores_json_is_an_object_of_numbers(string json)
    {
        _output.Write("scores.json", json);

        Scores().ShouldBe(new Dictionary<string, double> { ["accuracy"] = 0.93, ["errors"] = 7 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("accuracy: 0.93\nerrors: 7\n")]
    [InlineData("accuracy:0.93\r\nerrors:7\r\n")]
    [InlineData("---\n# scores\n\n'accuracy' :  .93\n\"errors\": 7e0")]
    public void scores_txt_is_lines_with_or_without_a_blank(string text)
    {
        _output.Write("scores.txt", text);

        Scores().ShouldBe(new Dictionary<string, double> { ["accuracy"] = 0.93, ["errors"] = 7 }, ignoreOrder: true);
    }

    [Fact]
    public void scores_json_wins()
    {
        _output.Write("scores.txt", "a: 1");
        _output.Write("scores.json", "{\"a\": 2}");

        Scores()["a"].ShouldBe(2);
    }

    [Theory]
    [InlineData("scores.json", "{\"a\": true, \"b\": false}")]
    [InlineData("scores.txt", "a: True\nb:false")]
    public void booleans_are_one_and_zero(string file, string content)
    {
        _output.Write(file, content);

        Scores().ShouldBe(new Dictionary<string, double> { ["a"] = 1, ["b"] = 0 }, ignoreOrder: true);
    }

    [Fact]
    public void a_key_may_hold_a_colon()
    {
        _output.Write("scores.txt", "set1:accuracy: 0.5");

        Scores()["set1:accuracy"].ShouldBe(0.5);
    }

    [Theory]
    [InlineData("scores.json", "{\"a\": 1, \"b\": \"0.5\"}", "'b' is \"0.5\"")]
    [InlineData("scores.json", "{\"b\": null}", "'b' is null")]
    [InlineData("scores.json", "{\"b\": [1]}", "'b' is [1]")]
    [InlineData("scores.json", "{\"b\": 1e999}", "'b' is 1e999")]
    [InlineData("scores.json", "{\"a\": 1, \"b\": NaN}", "'b' is NaN")]
    [InlineData("scores.json", "{\"b\": -Infinity}", "'b' is -Infinity")]
    [InlineData("scores.json", "{\"\\ud800\": 1}", "keys is not valid Unicode")]
    [InlineData("scores.json", "{\"\\udc00x\": \"y\"}", "keys is not valid Unicode")]
    [InlineData("scores.json", "{\"b\": \"\\ud800\"}", "'b' is \"\\ud800\"")]
    [InlineData("scores.json", "[1]", "must be a JSON object")]
    [InlineData("scores.json", "{\n\"a\": 1,\n}", "line 3 is not JSON")]
    [InlineData("scores.json", "", "line 1 is not JSON")]
    [InlineData("scores.json", "{}", "holds no score")]
    [InlineData("scores.txt", "", "holds no score")]
    [InlineData("scores.txt", "a: 1\naccuracy 0.5", "line 2 is not of the form")]
    [InlineData("scores.txt", "b: nan", "'b' is nan")]
    [InlineData("scores.txt", "b: inf", "'b' is inf")]
    [InlineData("scores.txt", "b: 0,5", "'b' is 0,5")]
    [InlineData("scores.txt", "b: good", "'b' is good")]
    [InlineData("scores.txt", "b:", "'b' is missing")]
    [InlineData("scores.txt", ": 5", "line 1 is not of the form")]
    public void what_is_not_a_finite_number_is_refused_by_name(string file, string content, string reason)
    {
        _output.Write(file, content);

        var malformed = Read().ShouldBeOfType<ScoresOutcome.Malformed>();
        malformed.File.ShouldBe(file);
        malformed.Reason.ShouldContain(reason);
    }

    [Fact]
    public void too_many_scores_are_refused()
    {
        _output.Write("scores.txt", string.Join('\n', Enumerable.Range(0, RunReport.MaxScores + 1).Select(number => $"k{number}: 1")));

        Read().ShouldBeOfType<ScoresOutcome.Malformed>().Reason.ShouldContain("501 scores");
    }

    [Fact]
    public void a_key_of_endless_length_is_refused()
    {
        _output.Write("scores.txt", $"{new string('k', 201)}: 1");

        Read().ShouldBeOfType<ScoresOutcome.Malformed>().Reason.ShouldContain("longer than 200");
    }

    [Fact]
    public void a_file_that_is_too_large_is_not_read()
    {
        _output.Write("scores.json", new string(' ', ScoresFile.MaxBytes + 1));

        Read().ShouldBeOfType<ScoresOutcome.Malformed>().Reason.ShouldContain("larger than");
    }

    [Fact]
    public void without_a_file_it_says_where_one_is_instead()
    {
        Read().ShouldBeOfType<ScoresOutcome.Missing>().Elsewhere.ShouldBeNull();

        _output.Write("out/scores.json", "{}");

        Read().ShouldBeOfType<ScoresOutcome.Missing>().Elsewhere.ShouldBe("out/scores.json");
    }

    public ValueTask DisposeAsync() => _output.DisposeAsync();

    private ScoresOutcome Read() => ScoresFile.ReadFrom(_output.Path);

    private Dictionary<string, double> Scores() => new(Read().ShouldBeOfType<ScoresOutcome.Read>().Scores);
}
