using Agon.Node.Features.Administration;
using Agon.Node.Features.Messaging;
using Agon.Node.Features.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Administration;

public sealed class DeskTests(NodeHost node) : IClassFixture<NodeHost>
{
    [Fact]
    public async Task a_worker_that_went_silent_is_seen()
    {
        await AddAsync(new WorkerSighting { Name = "gpu-2", Version = "0.1.0", LastSeenAt = node.Clock.GetUtcNow() });
        (await FindingAsync("Workers")).Grade.ShouldBe(DeskGrade.Good);

        node.Clock.Advance(TimeSpan.FromSeconds(91));

        (await FindingAsync("Workers")).Grade.ShouldBe(DeskGrade.Failed);
    }

    [Fact]
    public async Task mail_that_is_stuck_can_be_sent_again()
    {
        var mail = new Agon.Portal.Mail.OutgoingMail
        {
            Id = Guid.CreateVersion7(node.Clock.GetUtcNow()),
            Recipient = "mei@example.org",
            Subject = "Hello",
            Body = "Hello",
            CreatedAt = node.Clock.GetUtcNow(),
        };
        while (mail.Tries < 7)
        {
            mail.Fail("The mailbox is full.", node.Clock.GetUtcNow());
        }

        await AddAsync(mail);
        (await FindingAsync("Mail")).Grade.ShouldBe(DeskGrade.Failed);
        var page = await (await OperatorsBrowserAsync()).VisitAsync(NodeLinks.Administration.Mails);
        page.ShouldSay("The mailbox is full.");

        (await page.Form("Try all again now").SendAsync()).ShouldSay("Every mail is tried again now.");

        await node.Services.GetRequiredService<Agon.Portal.Mail.MailOutlet>().SendDueAsync(TestContext.Current.CancellationToken);
        (await node.QueryAsync(db => db.OutgoingMails.CountAsync())).ShouldBe(0);
        Directory.GetFiles(Path.Combine(node.DataDirectory, "mail"), "*.eml").Length.ShouldBe(1);
    }

    [Fact]
    public async Task mails_are_listed_page_by_page()
    {
        var now = node.Clock.GetUtcNow();
        for (var i = 0; i < 51; i++)
        {
            var mail = new Agon.Portal.Mail.OutgoingMail
            {
                Id = Guid.CreateVersion7(),
                Recipient = $"reader{i}@example.org",
                Subject = "Hello",
                Body = "Hello",
                CreatedAt = now.AddSeconds(i),
            };
            mail.Fail("The server is away.", now);
            await AddAsync(mail);
        }

        var page = await (await OperatorsBrowserAsync()).VisitAsync($"{NodeLinks.Administration.Mails}?page=2");

        page.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        page.ShouldSay("reader50@example.org");
        await node.QueryAsync(db => db.OutgoingMails.ExecuteDeleteAsync());
    }

    [Fact]
    public async Task a_message_given_up_can_be_tried_again_and_discarded()
    {
        var now = node.Clock.GetUtcNow();
        var message = new OutboxMessage { Id = Guid.CreateVersion7(now), Type = "Agon.Node.Features.Runs.RunChanged", Body = "not JSON", CreatedAt = now, DueAt = now };
        Park(message);
        await AddAsync(message);
        (await FindingAsync("Messages")).Grade.ShouldBe(DeskGrade.Failed);
        var browser = await OperatorsBrowserAsync();
        var page = await browser.VisitAsync(NodeLinks.Administration.Messages);
        page.ShouldSay("The body can't be read.");

        (await page.Form("Try all again now").SendAsync()).ShouldSay("Every message is tried again now.");
        await node.SettleAsync();
        await node.QueryAsync(async db =>
        {
            Park(await db.OutboxMessages.SingleAsync());
            return await db.SaveChangesAsync();
        });
        page = await browser.VisitAsync(NodeLinks.Administration.Messages);
        page.ShouldNotSay("The body can't be read.");

        (await page.Form("Discard").SendAsync()).ShouldSay("The message is discarded.");
        (await node.QueryAsync(db => db.OutboxMessages.CountAsync())).ShouldBe(0);

        void Park(OutboxMessage stuck)
        {
            while (stuck.DueAt is not null)
            {
                stuck.Fail(stuck.LastError ?? "The body can't be read.", now);
            }
        }
    }

    [Fact]
    public async Task the_site_takes_a_new_name_and_closes_registration()
    {
        var page = await (await OperatorsBrowserAsync()).VisitAsync(NodeLinks.Administration.Settings);

        var saved = await page.Form("Save").Fill("Name of the site", "Beta Cup").Check("Strangers may make an account", false).SendAsync();

        saved.ShouldSay("The settings are saved.");
        var stranger = await node.Browser().VisitAsync("/account/register");
        stranger.Document.Title.ShouldBe("Register · Beta Cup");
        stranger.ShouldSay("This site does not take registrations.");
    }

    [Fact]
    public async Task control_characters_are_dropped_from_what_is_typed()
    {
        var browser = await OperatorsBrowserAsync();
        var page = await browser.VisitAsync(NodeLinks.Administration.Settings);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Form.Name"] = " Gam\u0001ma\u001b\u009f\tCup\u0007 ",
            ["__RequestVerificationToken"] = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
        });

        using var response = await browser.Http.PostAsync(NodeLinks.Administration.Settings, form, TestContext.Current.CancellationToken);

        (await node.QueryAsync(db => db.SiteSettings.Select(s => s.Name).SingleAsync())).ShouldBe("Gamma\tCup");
    }

    [Fact]
    public async Task a_form_that_cannot_be_read_is_a_bad_request()
    {
        var browser = await OperatorsBrowserAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Form.Name"] = "Gam\0ma" });

        using var response = await browser.Http.PostAsync(NodeLinks.Administration.Settings, form, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task a_site_without_a_name_is_refused()
    {
        var page = await (await OperatorsBrowserAsync()).VisitAsync(NodeLinks.Administration.Settings);

        (await page.Form("Save").Fill("Name of the site", " ").SendAsync()).ShouldSay(AdministrationMessages.EnterSiteName);
    }

    private async Task<PageClient> OperatorsBrowserAsync() => await node.BrowserOf(await node.Given.Account(isOperator: true));

    private async Task<DeskFinding> FindingAsync(string subject)
    {
        var desk = await node.InScopeAsync(s => s.GetRequiredService<ReadOperatorsDesk>().ExecuteAsync(TestContext.Current.CancellationToken));
        return desk.Findings.Single(f => f.Subject == subject);
    }

    private Task<int> AddAsync(object entity) => node.QueryAsync(db =>
    {
        db.Add(entity);
        return db.SaveChangesAsync();
    });
}
