using System.Diagnostics;

namespace Agon.Hub.Features.SignOn.Audit;

/// <summary>What happened, in words.</summary>
internal static class AuditMessages
{
    public static string Word(SignOnEventKind kind) => kind switch
    {
        SignOnEventKind.SignedIn => "signed in",
        SignOnEventKind.SignInFailed => "sign-in failed",
        SignOnEventKind.SignedOut => "signed out",
        SignOnEventKind.ConsentGiven => "consent given",
        SignOnEventKind.SignedInAtClient => "signed in at a site",
        SignOnEventKind.Refused => "refused",
        SignOnEventKind.ClientRegistered => "client registered",
        SignOnEventKind.ClientChanged => "client changed",
        SignOnEventKind.ClientRemoved => "client removed",
        SignOnEventKind.RoleGiven => "role given",
        SignOnEventKind.RoleTaken => "role taken",
        _ => throw new UnreachableException($"{kind}"),
    };
}
