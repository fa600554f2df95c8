using System.Globalization;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Features.Competitions.Downloads;
using Agon.Node.Features.Leaderboards;
using Agon.Node.Features.SignOn;

namespace Agon.Node;

/// <summary>Every address of the node's own pages, as paths on this host, so that a renamed page is a compile error where it is linked.</summary>
internal static class NodeLinks
{
    public const string Home = "/";

    public static class Accounts
    {
        public const string Tokens = "/account/tokens";
        public const string ShownAtHub = "/account/shown-at-hub";
        public const string NewToken = "/account/tokens/new";

        public static string RevokeToken(Guid id) => $"{Tokens}/{id}/revoke";
    }

    public static class Competitions
    {
        public const string List = "/competitions";
        public const string New = "/competitions/new";

        /// <summary>How far an uploaded bundle is, or what is wrong with it.</summary>
        public static string Import(Guid id) => $"/competitions/imports/{id}";

        public static string ImportEvents(Guid id) => $"{Import(id)}/events";

        /// <summary>The drafts and competitions the visitor organizes.</summary>
        public const string Organizing = "/competitions?show=organizing";

        public static string Show(string slug) => $"/competitions/{Uri.EscapeDataString(slug)}";

        public static string Text(string slug, int number) => $"{Show(slug)}/pages/{Number(number)}";

        public static string Data(string slug) => $"{Show(slug)}/data";

        /// <summary>A file that a phase hands out to those who take part.</summary>
        public static string Download(string slug, int phase, PhaseFile file) => $"{Data(slug)}/{Number(phase)}/{file.Word()}";

        /// <summary>A program or data of a task.</summary>
        public static string Download(string slug, int task, TaskFile file) => $"{Data(slug)}/tasks/{Number(task)}/{file.Word()}";

        public static string Solution(string slug, int number) => $"{Data(slug)}/solutions/{Number(number)}";

        /// <summary>The link to a draft.</summary>
        public static string Draft(string key) => $"/drafts/{key}";

        /// <summary>The competition as a bundle, for its organizers.</summary>
        public static string Bundle(string slug) => $"{Show(slug)}/bundle";

        public static string Rules(string slug) => $"{Show(slug)}/rules";

        public static string Leaderboard(string slug) => $"{Show(slug)}/leaderboard";

        /// <summary>One of the leaderboards of a phase: for all tasks or, where there are several, for one of them.</summary>
        public static string Leaderboard(string slug, int phase, Leaderboard board, int? task = null) =>
            $"{Leaderboard(slug)}?phase={Number(phase)}{And("board", board.IsMain ? null : board.Key)}{And("task", task is { } number ? Number(number) : null)}";

        public static string LeaderboardEvents(string slug, int phase, Leaderboard board) =>
            $"{Leaderboard(slug)}/events?phase={Number(phase)}{And("board", board.IsMain ? null : board.Key)}";

        public static string LeaderboardCsv(string slug, int phase, Leaderboard board) =>
            $"{Show(slug)}/phases/{Number(phase)}/leaderboard.csv{Board(board)}";

        public static string LeaderboardJson(string slug, int phase, Leaderboard board) =>
            $"{Show(slug)}/phases/{Number(phase)}/leaderboard.json{Board(board)}";

        private static string Board(Leaderboard board) => board.IsMain ? "" : $"?board={Uri.EscapeDataString(board.Key)}";

        private static string And(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

        public static string Join(string slug) => $"{Show(slug)}/join";

        public static string Submissions(string slug) => $"{Show(slug)}/submissions";

        public static string Submit(string slug) => $"{Show(slug)}/submissions/new";

        /// <summary>News of phases that open and close.</summary>
        public static string Events(string slug) => $"{Show(slug)}/events";

        public static string Logo(string slug) => $"{Show(slug)}/logo";
    }

    /// <summary>The organizer's desk.</summary>
    public static class Manage
    {
        public static string Desk(string slug) => $"{Competitions.Show(slug)}/manage";

        public static string Publish(string slug) => $"{Desk(slug)}/publish";

        public static string Details(string slug) => $"{Desk(slug)}/details";

        /// <summary>What the hub is told of it.</summary>
        public static string Listing(string slug) => $"{Desk(slug)}/listing";

        /// <summary>What is asked about submissions.</summary>
        public static string FactSheet(string slug) => $"{Desk(slug)}/fact-sheet";

        public static string Question(string slug, Guid id) => $"{FactSheet(slug)}/{id}";

        public static string Phase(string slug, int number) => $"{Desk(slug)}/phases/{Number(number)}";

        /// <summary>Who organizes it, who is let in, and the link to the draft.</summary>
        public static string Access(string slug) => $"{Desk(slug)}/access";

        public static string Participants(string slug) => $"{Desk(slug)}/participants";

        public static string Submissions(string slug) => $"{Desk(slug)}/submissions";
    }

    public static class Submissions
    {
        /// <summary>A submission with its runs.</summary>
        public static string Show(Guid id) => $"/submissions/{id}";

        /// <summary>The same, showing one of its runs.</summary>
        public static string Run(Guid id, int number) => $"{Show(id)}?run={Number(number)}";

        /// <summary>What is new about it.</summary>
        public static string Events(Guid id, int run, string seen, string has) =>
            $"{Show(id)}/events{QueryString.Create(new Dictionary<string, string?> { ["run"] = Number(run), ["seen"] = seen, ["has"] = has })}";

        /// <summary>What its sender says of it.</summary>
        public static string FactSheet(Guid id) => $"{Show(id)}/fact-sheet";

        /// <summary>The zip as it was sent.</summary>
        public static string File(Guid id) => $"{Show(id)}/file";
    }

    public static class Runs
    {
        public static string Log(Guid id, LogStream stream) => $"/runs/{id}/log?stream={stream}";

        public static string Output(Guid id, string name) => $"/runs/{id}/outputs/{name}";

        /// <summary>The organizers' page about a run, for a frame.</summary>
        public static string DetailedResults(Guid id) => $"/runs/{id}/detailed-results";
    }

    /// <summary>The parts of <c>/api/v1</c> that answers point to.</summary>
    public static class Api
    {
        public static string PhaseFile(string slug, int phase, PhaseFile file) =>
            $"/api/v1{Competitions.Show(slug)}/phases/{Number(phase)}/files/{file.Word()}";
    }

    public static class Administration
    {
        public const string Desk = "/admin";
        public const string Settings = "/admin/settings";
        public const string Mails = "/admin/mails";
        public const string Messages = "/admin/messages";
        public const string Hub = "/admin/hub";

        /// <summary>What this node tells its hub.</summary>
        public const string Feed = "/admin/feed";
        public const string RefusedFacts = Feed + "?show=refused";

        public const string Operators = "/admin/operators";
        public const string SignOn = "/admin/sign-on";
        public const string NewIssuer = "/admin/sign-on/new";

        public static string Issuer(string slug) => $"{SignOn}/{slug}";
    }

    /// <summary>Signing in by the word of a provider.</summary>
    public static class SignOn
    {
        public const string Keys = "/sign-on/keys";

        /// <summary>Where a browser enters that an issuer sent back.</summary>
        public const string Finish = "/sign-on/finish";

        /// <summary>Where somebody unknown links an account.</summary>
        public const string Link = "/sign-on/link";

        /// <summary>Where somebody unknown makes an account.</summary>
        public const string New = "/sign-on/new";

        /// <summary>The ways into one's account.</summary>
        public const string Identities = "/account/identities";

        /// <param name="slug">The issuer.</param>
        /// <param name="returnUrl">Where to go after.</param>
        /// <param name="isAgain">Whether the person must show the issuer anew who they are.</param>
        public static string Start(string slug, string returnUrl, bool isAgain = false) => $"/sign-on/{slug}{QueryString.Create("returnUrl", returnUrl)}{(isAgain ? "&again=true" : "")}";

        public static string Confirm(string code) => $"/sign-on/confirm?code={code}";

        /// <summary>Says why somebody was not signed in.</summary>
        public static string Failed(SignOnFailure failure, string? slug, string? returnUrl) =>
            $"/sign-on/failed/{failure}{QueryString.Create(new Dictionary<string, string?> { ["issuer"] = slug, ["returnUrl"] = returnUrl }.Where(p => p.Value is not null))}";

        /// <summary>Offers to sign out at the issuer too.</summary>
        public static string SignedOut(string slug, string session) =>
            $"/sign-on/signed-out{QueryString.Create(new Dictionary<string, string?> { ["issuer"] = slug, ["session"] = session })}";

        /// <summary>Where an issuer sends people who signed out there too.</summary>
        public const string SignedOutThere = "/sign-on/signed-out/there";

        public static string SignOutThere(string slug, string session) => $"/sign-on/{slug}/sign-out{QueryString.Create("session", session)}";

        public static string Callback(string slug) => $"/sign-on/{slug}/callback";

        public static string Logout(string slug) => $"/sign-on/{slug}/logout";
    }

    public static string SetUp(string code) => $"/setup/{code}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
