using Agon.Portal.Accounts;

namespace Agon.Portal.Tests.Accounts;

public sealed class ObviousPasswordsTests
{
    private static readonly Account Ada = new()
    {
        DisplayName = "Ada Lovelace",
        Email = "ada.lovelace@example.org",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    [Theory]
    [InlineData("password123")]
    [InlineData("Password!!!!")]
    [InlineData("p@ssw0rd2026")]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("qwertyuiop")]
    [InlineData("QWERTYUIOP1!")]
    [InlineData("poiuytrewq")]
    [InlineData("abcdefghijkl")]
    [InlineData("letmein!!!!!")]
    [InlineData("adalovelace")]
    [InlineData("Ada Lovelace1")]
    [InlineData("ada.lovelace@example.org")]
    [InlineData("correcthorsebatterystaple")]
    public void what_is_tried_first_is_refused(string password) => ObviousPasswords.Reason(password, Ada).ShouldNotBeNull();

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("a long walk on the beach")]
    [InlineData("kM3vbq9tzL")]
    [InlineData("lovelace was the first programmer")]
    [InlineData("8841-7203-5596")]
    public void what_takes_long_to_guess_is_taken(string password) => ObviousPasswords.Reason(password, Ada).ShouldBeNull();
}
