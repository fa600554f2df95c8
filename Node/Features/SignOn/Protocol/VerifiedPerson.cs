namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>Who an issuer says somebody is, after every check.</summary>
internal sealed record VerifiedPerson
{
    /// <summary>Random: by which it is known that this was used.</summary>
    public required Guid Ticket { get; init; }

    public required string Slug { get; init; }
    public required string IssuerAddress { get; init; }

    /// <summary>What the issuer calls the person, for ever; nothing else says who it is.</summary>
    public required string Subject { get; init; }

    public string? Name { get; init; }
    public string? Email { get; init; }

    /// <summary>Whether the issuer says that it made sure the address is the person's.</summary>
    public bool IsEmailVerified { get; init; }

    /// <summary>What the issuer calls its session with the browser.</summary>
    public string? Sid { get; init; }

    /// <summary>When the issuer last saw for itself who it is; null if it does not say.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    public required string IdToken { get; init; }
    public required string ReturnUrl { get; init; }
    public required DateTimeOffset BegunAt { get; init; }
}
