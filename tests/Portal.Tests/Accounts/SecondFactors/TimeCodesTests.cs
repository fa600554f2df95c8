using System.Text;
using Agon.Portal.Accounts.SecondFactors;

namespace Agon.Portal.Tests.Accounts.SecondFactors;

public sealed class TimeCodesTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void a_code_is_what_the_specification_computes(long seconds, string code) =>
        TimeCodes.Of(Key, TimeCodes.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Theory]
    [InlineData(-31, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void a_clock_may_be_half_a_minute_wrong(int secondsLater, bool isTaken)
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);

        (TimeCodes.Matching(Key, "005924", start.AddSeconds(secondsLater)) is not null).ShouldBe(isTaken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5924")]
    [InlineData("005925")]
    [InlineData("00592４")]
    public void anything_else_matches_no_half_minute(string code) =>
        TimeCodes.Matching(Key, code, DateTimeOffset.FromUnixTimeSeconds(1_234_567_890)).ShouldBeNull();

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void bytes_are_written_as_the_specification_writes_them(string bytes, string text) =>
        TimeCodes.Base32(Encoding.ASCII.GetBytes(bytes)).ShouldBe(text);

    [Fact]
    public void the_address_for_apps_names_site_and_person() => KeyAddress.Of(Key, "Agon & hub", "mei+x@example.org")
        .ShouldBe("otpauth://totp/Agon%20%26%20hub:mei%2Bx%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Agon%20%26%20hub");

    [Fact]
    public void the_picture_is_an_image_the_pages_policy_allows() =>
        KeyAddress.Picture(KeyAddress.Of(Key, "Agon", "mei@example.org")).ShouldStartWith("data:image/png;base64,iVBORw0KGgo");
}
