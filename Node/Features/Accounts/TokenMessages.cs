namespace Agon.Node.Features.Accounts;

/// <summary>What tokens say when they are refused.</summary>
internal static class TokenMessages
{
    public const string Missing = "Send a token in the header \"Authorization: Bearer …\". You make one on your account's page of API tokens.";
    public const string Unknown = "This token is not known here. Check that it was copied whole, or make a new one on your account's page of API tokens.";
    public const string Expired = "This token has expired. Make a new one on your account's page of API tokens.";
    public const string Revoked = "This token was revoked. Make a new one on your account's page of API tokens.";
    public const string OnlyOperators = "Only tokens of operators may work as a worker, and this token's account is not an operator's (any more). Use a token of an operator.";

    public const string Ended =
        "This token ended when its account's password was changed or the account was signed out everywhere. Make a new one on your account's page of API tokens.";

    public const string EnterName = "Enter a name, so that you know the token again.";

    public static readonly string BadName = $"Give the token a name of at most {ApiToken.NameMaxLength} characters.";
    public static readonly string BadScopes = $"Choose at least one of the scopes {string.Join(", ", ApiScopes.All)}.";
    public static readonly string BadLifetime = $"Choose a lifetime between 1 and {IssueApiToken.MaxDays} days.";

    public static string LacksScope(string scope) => $"This token does not have the scope \"{scope}\". Make one that has it.";

    /// <summary>Why no token was issued; null when one was.</summary>
    public static string? Sentence(IssueOutcome outcome) => outcome switch
    {
        IssueOutcome.BadName => BadName,
        IssueOutcome.BadScopes => BadScopes,
        IssueOutcome.BadLifetime => BadLifetime,
        IssueOutcome.NotAllowed => "Only operators may have tokens with the scope \"worker\". Ask one to make it.",
        _ => null,
    };
}
