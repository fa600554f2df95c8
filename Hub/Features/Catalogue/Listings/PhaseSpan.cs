namespace Agon.Hub.Features.Catalogue.Listings;

/// <summary>When a phase takes submissions: from <see cref="StartsAt"/> up to, and not including, <see cref="EndsAt"/>; null if it has no end.</summary>
internal readonly record struct PhaseSpan(DateTimeOffset StartsAt, DateTimeOffset? EndsAt)
{
    public bool IsOpenAt(DateTimeOffset now) => StartsAt <= now && (EndsAt is not { } end || now < end);
}
