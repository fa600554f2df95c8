using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Tests.Enrolment;

public sealed class EnrolmentRulesTests
{
    private static readonly string Long = new('a', 401);

    [Fact]
    public void what_a_node_sends_is_possible()
    {
        EnrolmentRules.Impossible(Samples.Application).ShouldBeEmpty();
        EnrolmentRules.Impossible(Samples.Application with { Institution = null, Contact = null, Policies = [] }).ShouldBeEmpty();
        EnrolmentRules.Impossible(Samples.Application with { Version = 2 }).ShouldBeEmpty("a later version only adds members");
        EnrolmentRules.Impossible(Samples.Report).ShouldBeEmpty();
    }

    public static TheoryData<ImpossibleValue, EnrolmentApplication> BadApplications => new()
    {
        { ImpossibleValue.Version, Samples.Application with { Version = 0 } },
        { ImpossibleValue.Address, Samples.Application with { Address = "alpha.example.org" } },
        { ImpossibleValue.Name, Samples.Application with { Name = "" } },
        { ImpossibleValue.Name, Samples.Application with { Name = Long } },
        { ImpossibleValue.Name, Samples.Application with { Name = "two\nlines" } },
        { ImpossibleValue.Name, Samples.Application with { Name = "a\u202eb" } },
        { ImpossibleValue.Name, Samples.Application with { Name = "see https://evil.example" } },
        { ImpossibleValue.Institution, Samples.Application with { Institution = " " } },
        { ImpossibleValue.Software, Samples.Application with { Software = "<b>1</b>" } },
        { ImpossibleValue.Keys, Samples.Application with { Keys = new JsonWebKeySet([]) } },
        { ImpossibleValue.Keys, Samples.Application with { Keys = new JsonWebKeySet([Samples.Key, Samples.Key]) } },
        { ImpossibleValue.Keys, Samples.Application with { Keys = new JsonWebKeySet([Samples.Key with { Kid = "mine" }]) } },
        { ImpossibleValue.Keys, Samples.Application with { Keys = new JsonWebKeySet([Samples.Key with { X = "AA" }]) } },
        { ImpossibleValue.Keys, Samples.Application with { Keys = new JsonWebKeySet([new JsonWebKey { Kty = "oct", Kid = "k" }]) } },
        { ImpossibleValue.Contact, Samples.Application with { Contact = "nobody" } },
        { ImpossibleValue.Contact, Samples.Application with { Contact = "a@b@c" } },
        { ImpossibleValue.Policies, Samples.Application with { Policies = [new("Privacy", "javascript:alert(1)")] } },
        { ImpossibleValue.Policies, Samples.Application with { Policies = [new("Privacy", $"https://{Long}")] } },
        { ImpossibleValue.Policies, Samples.Application with { Policies = [.. Enumerable.Range(0, 6).Select(i => new PolicyLink($"P{i}", "https://a.example"))] } },
    };

    [Theory]
    [MemberData(nameof(BadApplications))]
    [Refuses(From = nameof(OfApplications))]
    public void an_impossible_value_of_an_application_is_named(ImpossibleValue value, EnrolmentApplication application) =>
        Refused.See(EnrolmentRules.Impossible(application).ShouldHaveSingleItem()).ShouldBe(value);

    public static TheoryData<ImpossibleValue, NodeReport> BadReports => new()
    {
        { ImpossibleValue.Address, Samples.Report with { Address = "ftp://alpha.example.org" } },
        { ImpossibleValue.Name, Samples.Report with { Name = "" } },
        { ImpossibleValue.Institution, Samples.Report with { Institution = "\u200b" } },
        { ImpossibleValue.Software, Samples.Report with { Software = "" } },
        { ImpossibleValue.Competitions, Samples.Report with { Competitions = -1 } },
        { ImpossibleValue.Status, Samples.Report with { Status = "All is well!" } },
        { ImpossibleValue.Capabilities, Samples.Report with { Capabilities = [new string('a', 41)] } },
        { ImpossibleValue.Capabilities, Samples.Report with { Capabilities = [null!] } },
        { ImpossibleValue.Capabilities, Samples.Report with { Capabilities = [.. Enumerable.Repeat("a", 21)] } },
        { ImpossibleValue.Handled, Samples.Report with { Handled = new Guid[NodeReport.MaxHandled + 1] } },
    };

    [Theory]
    [MemberData(nameof(BadReports))]
    [Refuses(From = nameof(OfReports))]
    public void an_impossible_value_of_a_report_is_named(ImpossibleValue value, NodeReport report) =>
        Refused.See(EnrolmentRules.Impossible(report).ShouldHaveSingleItem()).ShouldBe(value);

    [Theory]
    [InlineData("https://alpha.example.org", "https://alpha.example.org")]
    [InlineData("https://Alpha.Example.org/", "https://alpha.example.org")]
    [InlineData("https://alpha.example.org:443", "https://alpha.example.org")]
    [InlineData("http://localhost:5001", "http://localhost:5001")]
    [InlineData("http://[::1]:5001/", "http://[::1]:5001")]
    [InlineData("https://münchen.example", "https://xn--mnchen-3ya.example")]
    public void an_address_has_one_form(string typed, string address)
    {
        NodeAddress.TryRead(typed, out var read).ShouldBeTrue();
        read.ShouldBe(address);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("alpha.example.org")]
    [InlineData("/alpha")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://alpha.example.org")]
    [InlineData("https://user:secret@alpha.example.org")]
    [InlineData("https://alpha.example.org/agon")]
    [InlineData("https://alpha.example.org/?a=b")]
    [InlineData("https://alpha.example.org/?")]
    [InlineData("https://alpha.example.org/#here")]
    [InlineData("https://alpha.example.org.")]
    [InlineData("https://")]
    public void what_is_no_address_of_a_site_is_refused(string? typed) => NodeAddress.TryRead(typed, out _).ShouldBeFalse();

    [Fact]
    public void an_address_is_not_longer_than_its_column() => NodeAddress.TryRead($"https://{new string('a', 60)}.{new string('b', 60)}.{new string('c', 60)}.{new string('d', 60)}", out _).ShouldBeFalse();

    private static IEnumerable<ImpossibleValue> OfApplications => BadApplications.Select(row => row.Data.Item1);

    private static IEnumerable<ImpossibleValue> OfReports => BadReports.Select(row => row.Data.Item1);
}
