namespace Agon.Hub.Features.SignOn.Audit;

/// <summary>Whom a program's call is about, as far as that is known by now: a refusal is noted with it.</summary>
internal sealed class CallSubject
{
    /// <summary>The client it says it is, if there is one of that name.</summary>
    public string? ClientId { get; set; }

    /// <summary>Whose grant it is about.</summary>
    public Guid? AccountId { get; set; }
}
