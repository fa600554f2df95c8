namespace Agon.Portal.Shell;

/// <summary>What stands around every page of a host: its name, its ways onward, its small print.</summary>
public sealed record SiteShell
{
    /// <summary>The site's name, in the header and in every page's title.</summary>
    public required string Name { get; init; }

    /// <summary>The institution behind the site; small, beside the name.</summary>
    public string? Institution { get; init; }

    /// <summary>The address of a logo on this host; none shows the name only.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>The main navigation, in order.</summary>
    public IReadOnlyList<SiteLink> Nav { get; init; } = [];

    /// <summary>Where the header's search form goes; none shows no form.</summary>
    public SiteSearch? Search { get; init; }

    /// <summary>What the signed-in person's menu offers, before "Your account" and "Sign out".</summary>
    public IReadOnlyList<SiteLink> AccountMenu { get; init; } = [];

    /// <summary>The footer's links and facts, after the institution; a fact has no address.</summary>
    public IReadOnlyList<SiteLink> Footer { get; init; } = [];

    /// <summary>Whether the header invites strangers to make an account.</summary>
    public bool OffersRegistration { get; init; } = true;
}

/// <summary>A link of the shell.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Href">Where it goes, as a path on this host; null makes it plain text.</param>
public sealed record SiteLink(string Text, string? Href);

/// <summary>The header's search: a GET form with one field named <c>search</c>.</summary>
/// <param name="Action">The page that answers, as a path on this host.</param>
/// <param name="Label">What is searched, for instance "Search competitions".</param>
public sealed record SiteSearch(string Action, string Label);
