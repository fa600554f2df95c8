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
    [InlineData("P4$$w0rd2026!")]
    [InlineData("l3tm31n2026")]
    [InlineData("dragondragon")]
    [InlineData("DragonMonkey1")]
    [InlineData("iloveyou2026!")]
    [InlineData("Summer2026!!")]
    [InlineData("university2026")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("qwerty123456")]
    [InlineData("zaq12wsxcde3")]
    [InlineData("qwertzuiop12")]
    [InlineData("azertyuiop12")]
    [InlineData("asdfghjkl123")]
    [InlineData("abc123abc123")]
    [InlineData("112233445566")]
    [InlineData("lovelace2026")]
    [InlineData("ecalevol1815!")]
    [InlineData("usuckballz1")]
    [InlineData("Soso123aljg")]
    [InlineData("snickers2026")]
    [InlineData("$n1ck3r$-26")]
    [InlineData("snickerssnickers")]
    public void what_is_tried_first_is_refused(string password) => ObviousPasswords.Reason(password, Ada).ShouldNotBeNull();

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("a long walk on the beach")]
    [InlineData("kM3vbq9tzL")]
    [InlineData("lovelace was the first programmer")]
    [InlineData("8841-7203-5596")]
    [InlineData("another long password")]
    [InlineData("dragon under the bridge")]
    [InlineData("piano tuesday umbrella")]
    [InlineData("83921a74620")]
    [InlineData("love-9461-7308-25")]
    [InlineData("Tr0ub4dor&3xyl")]
    [InlineData("größer als gestern 7")]
    [InlineData("тихий океан ночью")]
    public void what_takes_long_to_guess_is_taken(string password) => ObviousPasswords.Reason(password, Ada).ShouldBeNull();

    [Theory]
    [InlineData("thornfieldhub2026")]
    [InlineData("Thornfield Hub!!")]
    [InlineData("wuthering1847")]
    public void the_sites_own_names_are_refused(string password) =>
        ObviousPasswords.Reason(password, Ada, "Thornfield hub", "University of Wuthering Heights", "hub.wuthering.edu").ShouldBe("Choose a password that is not the name of this site.");

    [Fact]
    public void more_than_a_few_hundred_words_are_known() => CommonWords.All.Count.ShouldBeGreaterThan(400);
}
