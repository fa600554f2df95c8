using Agon.Portal.Accounts;

namespace Agon.Portal.Tests.Accounts;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("mei@example.org")]
    [InlineData("o'neill+agon@mail.example.org")]
    [InlineData("jürgen@bücher.example")]
    public void an_address_is_taken(string text) => MailboxAttribute.IsMailbox(text).ShouldBeTrue();

    [Theory]
    [InlineData("mei")]
    [InlineData("mei@")]
    [InlineData("mei@localhost")]
    [InlineData("Mei <mei@example.org>")]
    [InlineData("mei@example.org, eve@example.org")]
    [InlineData("mei@example.org\r\nBcc: eve@example.org")]
    [InlineData("me i@example.org")]
    public void anything_else_is_not(string text) => MailboxAttribute.IsMailbox(text).ShouldBeFalse();
}
