using System.Text.Json;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Publishing;
using Agon.Node.Features.Federation;
using Agon.Node.Features.Feed;
using Agon.Node.Tests.Features.Federation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agon.Node.Tests.Features.Feed;

/// <summary>Lets tests write, read and deliver the feed of a node.</summary>
internal static class FeedReader
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    extension(NodeHost node)
    {
        public async Task<List<ToldFact>> FeedAsync()
        {
            await ActivatorUtilities.CreateInstance<FeedWriter>(node.Services).WriteAsync(Ct);
            return await node.QueryAsync(db => db.ToldFacts.AsNoTracking().OrderBy(f => f.Sequence).ToListAsync(Ct));
        }

        public Task DeliverAsync() => ActivatorUtilities.CreateInstance<FeedDeliverer>(node.Services).DeliverAsync(Ct);

        public async Task<FakeHub> JoinedHubAsync()
        {
            await node.QueryAsync(async db => await db.Memberships.ExecuteDeleteAsync(Ct) + await db.Issuers.ExecuteDeleteAsync(Ct));
            node.Services.GetRequiredService<HubAccessTokens>().Forget();
            var hub = new FakeHub(node);
            (await node.DoAsync((JoinHub join) => join.ExecuteAsync(hub.Address, FakeHub.Token, Ct))).ShouldBeOfType<JoinHubOutcome.Applied>();
            hub.State = MemberState.Active;
            await node.CallAsync();
            return hub;
        }

        public Task<Membership?> CallAsync() => node.DoAsync((CallHub call) => call.ExecuteAsync(Ct));

        public Task<FeedDelivery> DeliveryAsync() => node.QueryAsync(db => db.FeedDeliveries.AsNoTracking().SingleAsync(Ct));

        public Task PublishAsync(Competition competition) => node.WithAsync(competition, (services, tracked) =>
            services.GetRequiredService<PublishCompetition>().ExecuteAsync(tracked, Ct));

        public Task UnpublishAsync(Competition competition) => node.WithAsync(competition, (services, tracked) =>
            services.GetRequiredService<UnpublishCompetition>().ExecuteAsync(tracked, Ct));

        /// <summary>Does something with a competition that is read anew, as a page does.</summary>
        public Task<T> WithAsync<T>(Competition competition, Func<IServiceProvider, Competition, Task<T>> act) => node.InScopeAsync(async services =>
            await act(services, await services.GetRequiredService<NodeDb>().Competitions.Include(c => c.Phases).SingleAsync(c => c.Id == competition.Id, Ct)));

        /// <summary>A competition that was published as an organizer does it.</summary>
        public async Task<Competition> PublishedAsync(Action<Competition>? change = null)
        {
            var competition = await node.Given.Competition(isPublished: false, change: change);
            await node.PublishAsync(competition);
            return competition;
        }
    }

    public static IEnumerable<string> Kinds(this IEnumerable<ToldFact> feed) => feed.Select(f => f.Kind);

    public static ToldFact Only(this IEnumerable<ToldFact> feed, string kind) => feed.Where(f => f.Kind == kind).ShouldHaveSingleItem();

    public static CompetitionCard Card(this IEnumerable<ToldFact> feed) => JsonSerializer.Deserialize(feed.Only(RecordKinds.Competition).Body!, FeedJson.Default.CompetitionCard)!;

    public static CompetitionActivity Activity(this IEnumerable<ToldFact> feed) => JsonSerializer.Deserialize(feed.Only(RecordKinds.Activity).Body!, FeedJson.Default.CompetitionActivity)!;

    public static PhaseStandings Standings(this IEnumerable<ToldFact> feed) => JsonSerializer.Deserialize(feed.Only(RecordKinds.Standings).Body!, FeedJson.Default.PhaseStandings)!;

    public static StandingsEntry Entry(this ToldFact fact) => JsonSerializer.Deserialize(fact.Body!, FeedJson.Default.StandingsEntry)!;
}
