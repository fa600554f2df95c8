using System.Text;
using Agon.Node.Features.Competitions.Downloads;

namespace Agon.Node.Tests.Features.Competitions.Downloads;

public sealed class LogoFormatTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A00000000", "image/png")]
    [InlineData("FFD8FFE000104A4649460001", "image/jpeg")]
    [InlineData("474946383961010001008000", "image/gif")]
    [InlineData("524946462400000057454250", "image/webp")]
    public void pictures_are_told_by_their_first_bytes(string hex, string type) => LogoFormat.TypeOf(Convert.FromHexString(hex)).ShouldBe(type);

    [Theory]
    [InlineData("")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>")]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("RIFF1234WAVE")]
    public void what_can_carry_scripts_or_is_unknown_is_no_picture(string text) => LogoFormat.TypeOf(Encoding.ASCII.GetBytes(text)).ShouldBeNull();
}
