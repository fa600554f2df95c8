using Agon.Hub.Features.Catalogue.Curation;
using Agon.Hub.Features.Catalogue.Curation.Changes;

namespace Agon.Hub.Tests.Features.Catalogue.Curation;

public sealed class UndoTests(HubHost hub) : IClassFixture<HubHost>
{
    [Fact]
    [Refuses(typeof(UndoOutcome.UndoneBefore))]
    public async Task undoing_brings_back_what_was_and_is_a_change_itself()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");
        await curator.HideAsync(slug);
        var hidden = (await curator.ChangesAsync(slug)).Single();

        // Something else of it changed since.
        await (await curator.DeskAsync(slug)).Form("Mark it official").SendAsync();
        (await curator.UndoAsync(hidden.Id, "A mistake.")).ShouldBeOfType<UndoOutcome.Undone>();

        (await curator.Shelf.TitlesAsync()).ShouldBe(["Oats"]);
        (await curator.StateAsync(slug))!.IsOfficial.ShouldBeTrue();
        var changes = await curator.ChangesAsync(slug);
        (changes[0].UndoneAt, changes[2].Act, changes[2].Reason).ShouldBe((hub.Clock.GetUtcNow(), CurationAct.Undo, "A mistake."));
        (changes[2].BeforeJson, changes[2].AfterJson).ShouldBe((hidden.AfterJson, hidden.BeforeJson));
        Refused.See(await curator.UndoAsync(hidden.Id)).ShouldBeOfType<UndoOutcome.UndoneBefore>();

        // And that too.
        (await curator.UndoAsync(changes[2].Id)).ShouldBeOfType<UndoOutcome.Undone>();
        (await curator.Shelf.TitlesAsync()).ShouldBeEmpty();
    }

    [Fact]
    [Refuses(typeof(UndoOutcome.ChangedSince), typeof(UndoOutcome.Unknown), typeof(UndoOutcome.ReasonTooLong))]
    public async Task what_was_changed_again_since_is_not_undone()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");
        await curator.HideAsync(slug, "One reason.");
        await curator.RunAsync<HideListing, CurateOutcome>((v, ct) => v.ExecuteAsync(slug, "Another.", null, ct));
        var changes = await curator.ChangesAsync(slug);

        Refused.See(await curator.UndoAsync(changes[0].Id)).ShouldBeOfType<UndoOutcome.ChangedSince>();
        Refused.See(await curator.UndoAsync(long.MaxValue)).ShouldBeOfType<UndoOutcome.Unknown>();
        Refused.See(await curator.UndoAsync(changes[1].Id, new string('x', 501))).ShouldBeOfType<UndoOutcome.ReasonTooLong>();
        (await curator.StateAsync(slug))!.Hidden.ShouldBe("Another.");

        (await curator.UndoAsync(changes[1].Id)).ShouldBeOfType<UndoOutcome.Undone>();
        (await curator.UndoAsync(changes[0].Id)).ShouldBeOfType<UndoOutcome.Undone>();
        (await curator.StateAsync(slug))!.Hidden.ShouldBeNull();
    }

    [Fact]
    [Refuses(typeof(UndoOutcome.Impossible))]
    public async Task a_listing_does_not_come_back_into_one_that_is_merged_itself()
    {
        using var curator = await Curator.ComesAsync(hub);
        var (one, two, three) = (await curator.PutAsync("One"), await curator.PutAsync("Two"), await curator.PutAsync("Three"));
        await curator.MergeAsync(one, two);
        await (await curator.DeskAsync(one)).Form("Have it stand for itself").SendAsync();
        await curator.MergeAsync(two, three);

        var outcome = Refused.See(await curator.UndoAsync((await curator.ChangesAsync(one))[1].Id));

        outcome.ShouldBeOfType<UndoOutcome.Impossible>().Why.ShouldBe(CurationMessages.Sentence(CurateOutcome.IntoMerged));
        (await curator.StateAsync(one))!.MergedInto.ShouldBeNull();
    }

    [Fact]
    public async Task of_two_who_undo_at_once_one_does()
    {
        using var curator = await Curator.ComesAsync(hub);
        var slug = await curator.PutAsync("Oats");
        await curator.HideAsync(slug);
        var change = (await curator.ChangesAsync(slug)).Single().Id;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => curator.UndoAsync(change)));

        outcomes.OfType<UndoOutcome.Undone>().Count().ShouldBe(1);
        (await curator.ChangesAsync(slug)).Count.ShouldBe(2);
    }
}
