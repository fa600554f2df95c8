namespace Agon.Hub;

/// <summary>Every address of the hub's own pages, as paths on this host, so that a renamed page is a compile error where it is linked.</summary>
internal static class HubLinks
{
    public const string Home = "/";

    /// <summary>What the hub adds to a person's account.</summary>
    public static class Accounts
    {
        public const string About = "/account/about";

        /// <summary>What happened with one's account.</summary>
        public const string Events = "/account/events";
        public const string YourData = "/account/data";
        public const string Export = YourData + "?handler=export";

        /// <summary>What a person follows and keeps.</summary>
        public const string Following = "/account/following";

        /// <summary>Ends the weekly mails without signing in.</summary>
        public static string StopMails(string token) => "/following/stop" + QueryString.Create("token", token);

        /// <summary>A person, as everybody sees them.</summary>
        public static string Person(Guid account) => $"/people/{account}";
    }

    public static class Administration
    {
        public const string Staff = "/administration/staff";
    }

    /// <summary>The catalogue.</summary>
    public static class Competitions
    {
        public const string List = "/competitions";

        /// <summary>A search as a calendar.</summary>
        public const string Calendar = "/competitions.ics";

        /// <summary>A search as news.</summary>
        public const string Atom = "/competitions.atom";

        public static string Show(string slug) => $"{List}/{slug}";

        /// <summary>Its logo as the hub keeps it; another one has another address.</summary>
        public static string Logo(string slug, string sha256) => $"{Show(slug)}/logo" + QueryString.Create("v", sha256[..12]);

        /// <summary>Where visitors tell the curators what is wrong.</summary>
        public static string Report(string slug) => $"{Show(slug)}/report";

        /// <summary>A phase's standings with what the node signed.</summary>
        public static string SignedStandings(string slug, int phase) => $"{Show(slug)}/standings/{phase}.json";

        public static string Standings(string slug, int phase) => $"{Show(slug)}?phase={phase}#standings";

        /// <summary>One as a calendar.</summary>
        public static string CalendarOf(string slug) => $"{Show(slug)}.ics";
    }

    /// <summary>Competitions whose standings stand beside each other.</summary>
    public static class Series
    {
        public const string List = "/series";

        public static string Show(string slug) => $"{List}/{slug}";
    }

    public static class Nodes
    {
        public const string List = "/nodes";

        public static string Show(string slug) => $"{List}/{slug}";
    }

    /// <summary>What curators do.</summary>
    public static class Curation
    {
        public const string Nodes = "/curation/nodes";
        public const string Invitations = "/curation/invitations";
        public const string Clients = "/curation/clients";
        public const string Audit = "/curation/audit";
        public const string Series = "/curation/series";
        public const string NewClient = "/curation/clients/new";
        public const string Desk = "/curation";
        public const string Listings = "/curation/listings";
        public const string LowListings = "/curation/listings?show=Low";
        public const string Reports = "/curation/reports";
        public const string Changes = "/curation/changes";

        public static string ChangesOf(Guid subject) => Changes + QueryString.Create("subject", $"{subject}");

        public static string Node(string slug) => $"{Nodes}/{slug}";

        /// <summary>How the feeds of all nodes go.</summary>
        public const string Feeds = "/curation/feeds";

        /// <summary>What a node tells in public, and what of that is refused.</summary>
        public static string Feed(string slug) => $"{Nodes}/{slug}/feed";
        public static string FeedChanges(string slug) => $"{Feed(slug)}/changes";

        public static string OneSeries(string slug) => $"{Series}/{slug}";

        public static string Client(string clientId) => $"{Clients}/{clientId}";

        /// <summary>What curators make of a listing.</summary>
        public static string Listing(string slug) => $"{Listings}/{slug}";

        /// <summary>Its tags, and what its node says wrongly.</summary>
        public static string Correct(string slug) => $"{Listing(slug)}/correct";
    }

    /// <summary>The OpenID Provider.</summary>
    public static class SignOn
    {
        public const string Discovery = "/.well-known/openid-configuration";
        public const string ServerMetadata = "/.well-known/oauth-authorization-server";
        public const string Keys = "/connect/jwks";
        public const string Authorize = "/connect/authorize";
        public const string PushedRequests = "/connect/par";
        public const string Token = "/connect/token";
        public const string UserInfo = "/connect/userinfo";
        public const string Introspect = "/connect/introspect";
        public const string Revoke = "/connect/revoke";
        public const string EndSession = "/connect/end-session";
        public const string Register = "/connect/register";

        /// <summary>Where a program without a browser begins.</summary>
        public const string Device = "/connect/device";

        /// <summary>Where a person types such a program's code.</summary>
        public const string DevicePage = "/device";

        /// <summary>What a person let nodes see.</summary>
        public const string Grants = "/account/grants";

        public static string DevicePageWith(string code) => DevicePage + QueryString.Create("code", code);

        /// <summary>Where a request to sign out goes on.</summary>
        public static string EndSessionAsked(string request) => $"{EndSession}/asked" + QueryString.Create("request", request);

        /// <summary>Where a request for authorization goes on once the person signed in.</summary>
        public static string Consent(string request) => "/connect/consent" + QueryString.Create("request", request);
    }
}
