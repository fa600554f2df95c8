using Agon.Hub.Features.SignOn.Grants;

namespace Agon.Hub.Features.SignOn.Logout;

/// <summary>A request to sign a person out in which nothing is wrong (OpenID Connect RP-Initiated Logout 1.0). It passes through the browser encrypted.</summary>
internal sealed record EndSessionRequest
{
    /// <summary>What the site that asks is called; null if it did not say which one it is.</summary>
    public string? ClientName { get; init; }

    /// <summary>Where the person goes then, its state added; null leaves them here.</summary>
    public string? Onward { get; init; }

    /// <summary>The id of the site that asks.</summary>
    public string? ClientId { get; init; }

    /// <summary>The session that the site's id_token names, as the site knows it.</summary>
    public string? SessionId { get; init; }

    /// <summary>Whether it is this one.</summary>
    public bool IsOf(string? session) => session is not null && ClientId is not null && SessionId == ClientSession.IdOf(session, ClientId);
}

/// <summary>What comes of reading a request to sign a person out.</summary>
internal abstract record EndSessionReading
{
    private EndSessionReading()
    {
    }

    public sealed record Good(EndSessionRequest Request) : EndSessionReading;

    public sealed record Refused(SignOnRefusal Refusal) : EndSessionReading;
}
