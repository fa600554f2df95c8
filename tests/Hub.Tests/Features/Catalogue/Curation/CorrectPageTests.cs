using Agon.Hub.Features.Catalogue.Curation;

namespace Agon.Hub.Tests.Features.Catalogue.Curation;

public sealed class CorrectPageTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    public async Task a_curator_adds_tags_and_sets_right_what_is_wrong()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");
        var page = await (await curator.DeskAsync(slug)).FollowAsync("Tags and corrections");
        page.ShouldSay("The node says: classification.");

        (await page.Form("Save").Fill("Tags to add", " grain , harvest,grain").Fill("Task", "regression").Fill("Data", "-").Fill("Language", "pt-BR")
            .Fill("Institution", "University of Beta").Fill("Prize", "true").Fill("Why", "Asked the organizers.").SendAsync()).ShouldSay(CurationMessages.Sentence(CurateOutcome.Done));

        (await curator.StateAsync(slug))!.ToJson().ToJsonString().ShouldBe(new CurationState
        {
            Tags = ["grain", "harvest"],
            TaskTypes = ["regression"],
            Modalities = [],
            Language = "pt-BR",
            Institution = "University of Beta",
            HasPrize = true,
        }.ToJson().ToJsonString());
        var change = (await curator.ChangesAsync(slug)).Single();
        change.Reason.ShouldBe("Asked the organizers.");
        change.After.Select(m => m.Key).ShouldBe(["tags", "taskTypes", "modalities", "language", "institution", "hasPrize"]);

        // The form shows what was said, and saving it again changes nothing.
        page = await curator.Browser.VisitAsync(HubLinks.Curation.Correct(slug));
        (await page.Form("Save").SendAsync()).ShouldSay(CurationMessages.Sentence(CurateOutcome.WasSo));
        (await page.Form("Save").Fill("Task", "").Fill("Data", "").Fill("Prize", "").SendAsync()).ShouldSay(CurationMessages.Sentence(CurateOutcome.Done));
        (await curator.StateAsync(slug)).ShouldSatisfyAllConditions(s => s!.TaskTypes.ShouldBeNull(), s => s!.HasPrize.ShouldBeNull(), s => s!.Tags.Count.ShouldBe(2));
    }

    public static TheoryData<string, string, object> Unfit => new()
    {
        { "Tags to add", new string('x', 41), CurateOutcome.TagsUnfit },
        { "Tags to add", string.Join(',', Enumerable.Range(0, 21)), CurateOutcome.TagsUnfit },
        { "Tags to add", "one\u202etwo", CurateOutcome.TagsUnfit },
        { "Task", "Two Words", CurateOutcome.TaskTypesUnfit },
        { "Data", "<b>", CurateOutcome.ModalitiesUnfit },
        { "Language", "e", CurateOutcome.LanguageUnfit },
        { "Language", "en_GB", CurateOutcome.LanguageUnfit },
        { "Institution", new string('x', 257), CurateOutcome.InstitutionUnfit },
        { "Why", new string('x', 501), CurateOutcome.NoteTooLong },
    };

    [Theory]
    [MemberData(nameof(Unfit), DisableDiscoveryEnumeration = true)]
    [Refuses(CurateOutcome.TagsUnfit, CurateOutcome.TaskTypesUnfit, CurateOutcome.ModalitiesUnfit, CurateOutcome.LanguageUnfit, CurateOutcome.InstitutionUnfit, CurateOutcome.NoteTooLong)]
    public async Task what_can_not_be_is_said_at_its_field_and_what_was_typed_stays(string field, string value, object refusal)
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");
        var page = await curator.Browser.VisitAsync(HubLinks.Curation.Correct(slug));

        page = await page.Form("Save").Fill("Tags to add", "kept").Fill(field, value).SendAsync();

        page.ShouldRefuse(refusal, CurationMessages.Sentence((CurateOutcome)refusal));
        page.Document.QuerySelector(".field.wrong input")!.GetAttribute("value").ShouldBe(value);
        (await curator.StateAsync(slug)).ShouldBeNull();
    }

    [Fact]
    [Refuses(CurateOutcome.ChangedMeanwhile)]
    public async Task of_two_who_correct_at_once_the_second_hears_of_the_first()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");
        var (one, two) = (await curator.Browser.VisitAsync(HubLinks.Curation.Correct(slug)), await curator.Browser.VisitAsync(HubLinks.Curation.Correct(slug)));
        await one.Form("Save").Fill("Language", "de").SendAsync();

        two = await two.Form("Save").Fill("Language", "fr").SendAsync();

        two.ShouldRefuse(CurateOutcome.ChangedMeanwhile, CurationMessages.Sentence(CurateOutcome.ChangedMeanwhile));
        (await curator.StateAsync(slug))!.Language.ShouldBe("de");
        await two.Form("Save").SendAsync();
        (await curator.StateAsync(slug))!.Language.ShouldBe("fr");
    }
}
