using System.Diagnostics;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>What looking after clients says to curators and operators.</summary>
internal static class ClientMessages
{
    public const string NoSuchClient = "There is no client with this id. The list of clients shows them all.";
    public const string BelongsToNode = "This client belongs to a node. Suspend or approve the node instead.";
    public const string ChangedMeanwhile = "Somebody else changed this client meanwhile. Below is what it is now, and above what you wrote: save again if yours is to count.";
    public const string KeyEnded = "The program can't change or remove its registration any more. It is served as it is.";
    public const string NoKey = "This client has no registration key.";
    public const string EnterName = "Enter the name people read when they are asked for consent.";
    public const string EnterRedirectUri = "Enter at least one address where people come back to.";
    public const string EnterScopes = "Say what the client may ask for, at least openid.";
    public const string KeysTooLong = "This key set is too long. Leave out keys that are not in use.";

    public static string NoSuchFile(string path) => $"There is no file {path}. Give the path of a JSON key set.";

    public static string Sentence(SwitchClientOutcome outcome, bool isEnabled) => outcome switch
    {
        SwitchClientOutcome.Switched or SwitchClientOutcome.WasSo => isEnabled ? "The client is served again." : "The client is not served any more.",
        SwitchClientOutcome.NoSuchClient => NoSuchClient,
        SwitchClientOutcome.BelongsToNode => BelongsToNode,
        _ => throw new UnreachableException($"{outcome}"),
    };

    public static string Changed(string name) => $"{name} is changed.";

    public static string Sentence(RemoveClientOutcome outcome) => outcome switch
    {
        RemoveClientOutcome.Removed => "The client is removed.",
        RemoveClientOutcome.NoSuchClient => NoSuchClient,
        RemoveClientOutcome.BelongsToNode => BelongsToNode,
        _ => throw new UnreachableException($"{outcome}"),
    };

    public static string Word(ClientAuthentication method) => method switch
    {
        ClientAuthentication.PrivateKeyJwt => "its own key",
        ClientAuthentication.SecretBasic => "a secret",
        _ => "nothing",
    };

    /// <summary>Which field of the form a refusal is about.</summary>
    public static string FieldOf(SignOnRefusal refusal) => refusal switch
    {
        SignOnRefusal.RegistrationNameUnfit or SignOnRefusal.RegistrationNameTaken => "Form.Name",
        SignOnRefusal.RegistrationAddressUnfit => "Form.LogoutUri",
        SignOnRefusal.RegistrationKeysUnfit => "Form.Keys",
        SignOnRefusal.RegistrationScopeUnknown or SignOnRefusal.RegistrationGrantUnfit => "Form.Scopes",
        _ => "Form.RedirectUris",
    };
}
