namespace Agon.Architecture.Tests;

/// <summary>One screenful of thought: a file over its budget is two files, or stands in the list with its reason.</summary>
public sealed class BudgetTests
{
    private const int SourceLines = 300, PageLines = 120;
    private static readonly string[] Sources = ["Federation.Contracts", "Portal", "Hub", "Node", "Node.Worker", "tests", "e2e"];

    /// <summary>Path → why it may be longer.</summary>
    private static readonly Dictionary<string, string> Exceptions = [];

    [Fact]
    public void no_source_file_is_over_300_lines() => Over(".cs", SourceLines).ShouldBeEmpty();

    [Fact]
    public void no_page_model_is_over_120_lines() => Over(".cshtml.cs", PageLines).ShouldBeEmpty();

    [Fact]
    public void no_page_is_over_120_lines() => Over(".cshtml", PageLines).ShouldBeEmpty();

    [Fact]
    public void every_exception_is_still_needed() =>
        Exceptions.Keys.Where(f => !File.Exists(Path.Combine(Repository.Root, f)) || Repository.Lines(f) <= (f.Contains(".cshtml", StringComparison.Ordinal) ? PageLines : SourceLines)).ShouldBeEmpty();

    private static IEnumerable<string> Over(string ending, int budget) =>
        Repository.Files(Sources, ending).Where(f => !Exceptions.ContainsKey(f) && Repository.Lines(f) > budget).Select(f => $"{f}: {Repository.Lines(f)} lines");
}
