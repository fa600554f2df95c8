using Agon.Node.Features.Competitions;

namespace Agon.Node.Tests.Features.Competitions;

/// <summary>Phases without a database.</summary>
internal static class Phases
{
    public static DateTimeOffset Day(int day) => new(2026, 5, day, 12, 0, 0, TimeSpan.Zero);

    public static Phase Of(int number, DateTimeOffset startsAt, DateTimeOffset? endsAt) => new()
    {
        Id = Guid.CreateVersion7(startsAt),
        Number = number,
        Name = $"Phase {number}",
        StartsAt = startsAt,
        EndsAt = endsAt,
    };
}
