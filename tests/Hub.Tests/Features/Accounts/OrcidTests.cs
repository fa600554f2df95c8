using Agon.Hub.Features.Accounts;

namespace Agon.Hub.Tests.Features.Accounts;

public sealed class OrcidTests
{
    [Theory]
    [InlineData("0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("0000000218250097", "0000-0002-1825-0097")]
    [InlineData("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097")]
    [InlineData("0000-0002-9079-593x", "0000-0002-9079-593X")]
    [InlineData("0000-0001-5109-3700", "0000-0001-5109-3700")]
    public void an_id_is_read_and_written_with_hyphens(string text, string orcid)
    {
        Orcid.TryRead(text, out var read).ShouldBeTrue();
        read.ShouldBe(orcid);
    }

    [Theory]
    [InlineData("0000-0002-1825-0098")]
    [InlineData("0000-0002-1825-009X")]
    [InlineData("0000-0002-1852-0097")]
    [InlineData("0000-0002-1825-009")]
    [InlineData("000-00002-1825-0097")]
    [InlineData("0000-0002-1825-00970")]
    [InlineData("X000-0002-1825-0097")]
    [InlineData("٠000-0002-1825-0097")]
    [InlineData("https://evil.example/0000-0002-1825-0097")]
    [InlineData("----------------")]
    [InlineData("")]
    public void anything_else_is_not_one(string text) => Orcid.TryRead(text, out _).ShouldBeFalse();
}
