using Agon.Portal.Mail;

namespace Agon.Portal.Tests.Mail;

public sealed class OutgoingMailTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 17, 12, 0, 0, TimeSpan.Zero);
    private readonly OutgoingMail _mail = new() { Id = Guid.CreateVersion7(Now), Recipient = "mei@example.org", Subject = "Hi", Body = "Hello", CreatedAt = Now };

    [Fact]
    public void a_failed_mail_waits_longer_each_time_and_is_parked_in_the_end()
    {
        List<TimeSpan?> waits = [];
        _mail.Queue(Now);
        do
        {
            _mail.Fail("no answer", Now);
            waits.Add(_mail.DueAt - Now);
        }
        while (_mail.DueAt is not null);

        waits.ShouldBe(waits.OrderBy(w => w ?? TimeSpan.MaxValue));
        waits.Count.ShouldBe(7);
    }

    [Fact]
    public void an_operator_may_start_it_anew()
    {
        while (_mail.Tries < 7)
        {
            _mail.Fail("no answer", Now);
        }

        _mail.Queue(Now);

        _mail.DueAt.ShouldBe(Now);
        _mail.Tries.ShouldBe(0);
    }

    [Fact]
    public void a_long_error_is_cut()
    {
        _mail.Fail(new string('x', 2000), Now);

        _mail.LastError!.Length.ShouldBe(OutgoingMail.ErrorMaxLength);
    }
}
