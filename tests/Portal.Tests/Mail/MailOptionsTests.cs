using Agon.Portal.Mail;

namespace Agon.Portal.Tests.Mail;

public sealed class MailOptionsTests
{
    private readonly MailOptions _options = new() { Host = "mail.example.org", From = "agon@example.org" };

    [Fact]
    public void no_server_means_writing_to_disk() => ShouldBeFine(new MailOptions());

    [Fact]
    public void a_server_and_a_sender_are_enough() => ShouldBeFine(_options);

    [Fact]
    public void a_server_without_a_sender_is_refused()
    {
        _options.From = null;

        ShouldSay("Mail:From");
    }

    [Fact]
    public void a_password_without_a_server_is_refused()
    {
        (_options.Host, _options.User, _options.Password) = (null, "agon", "x");

        ShouldSay("without Mail:Host");
    }

    [Fact]
    public void a_user_without_a_password_is_refused()
    {
        _options.User = "agon";

        ShouldSay("belong together");
    }

    [Fact]
    public void a_password_does_not_cross_a_network_unencrypted()
    {
        (_options.User, _options.Password, _options.StartTls) = ("agon", "x", false);

        ShouldSay("Mail:StartTls");
    }

    private static void ShouldBeFine(MailOptions options) => new MailOptionsValidator().Validate(null, options).Succeeded.ShouldBeTrue();

    private void ShouldSay(string words) => new MailOptionsValidator().Validate(null, _options).FailureMessage.ShouldNotBeNull().ShouldContain(words);
}
