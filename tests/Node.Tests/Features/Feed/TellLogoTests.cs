using Agon.Federation.Contracts.Feed;
using Agon.Node.Features.Administration;
using Agon.Node.Features.Files;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Tests.Features.Feed;

/// <summary>On a node of its own: the feed is one.</summary>
public sealed class TellLogoTests : IAsyncLifetime
{
    private readonly NodeHost _node = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task a_logo_is_told_by_its_address_and_its_bytes_and_another_one_makes_another_card()
    {
        var (first, second) = (await _node.Given.StoredFile("one", StoredFileKind.Logo, "logo.png"), await _node.Given.StoredFile("two", StoredFileKind.Logo, "logo.png"));
        var competition = await _node.PublishedAsync(c => c.LogoId = first.Id);

        var before = await _node.FeedAsync();
        before.Card().Logo.ShouldNotBeNull().ShouldSatisfyAllConditions(
            logo => logo.Address.ShouldEndWith($"/competitions/{competition.Slug}/logo"), logo => logo.Sha256.ShouldBe(first.Sha256));

        // What stands in every card changes, so every card is looked at.
        await _node.QueryAsync(db => db.Competitions.Where(c => c.Id == competition.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.LogoId, second.Id), Ct));
        await _node.DoAsync(async (EditSiteSettings edit) =>
        {
            await edit.ExecuteAsync(s => s.Institution = "Alpha", Ct);
            return true;
        });
        var after = await _node.FeedAsync();

        after.Card().Logo!.Sha256.ShouldBe(second.Sha256);
        after.Only(RecordKinds.Competition).Sequence.ShouldBeGreaterThan(before.Max(f => f.Sequence));
    }
}
