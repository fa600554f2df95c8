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
        SignOnEventKind.GrantRevoked => "a site's access revoked",
        SignOnEventKind.ConsentTakenBack => "consent taken back",
        SignOnEventKind.PasswordChanged => "password changed",
        SignOnEventKind.PasswordReset => "password chosen anew by mail",
        SignOnEventKind.SecondStepOn => "second step turned on",
        SignOnEventKind.SecondStepOff => "second step turned off",
        SignOnEventKind.PasskeyAdded => "passkey added",
        SignOnEventKind.PasskeyRemoved => "passkey removed",
        SignOnEventKind.DeletionPlanned => "deletion asked for",
        SignOnEventKind.DeletionTakenBack => "deletion taken back",
        SignOnEventKind.RegistrationTokenMade => "registration token made",
        _ => throw new UnreachableException($"{kind}"),
    };
}
