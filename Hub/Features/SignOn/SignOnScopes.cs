namespace Agon.Hub.Features.SignOn;

/// <summary>What a client can ask for.</summary>
internal static class SignOnScopes
{
    /// <summary>Who the person is: a subject that means them at this client only.</summary>
    public const string OpenId = "openid";

    /// <summary>The name others see.</summary>
    public const string Profile = "profile";

    /// <summary>The e-mail address, and whether it is confirmed.</summary>
    public const string Email = "email";

    /// <summary>The institution and the ORCID iD.</summary>
    public const string Affiliation = "affiliation";

    /// <summary>A refresh token: asking again while the person is away.</summary>
    public const string OfflineAccess = "offline_access";

    /// <summary>A node's own calls to its hub; never a person's to give.</summary>
    public const string Federation = "federation";

    /// <summary>What people can give.</summary>
    public static readonly IReadOnlyList<string> OfPeople = [OpenId, Profile, Email, Affiliation, OfflineAccess];

    public static readonly IReadOnlyList<string> All = [.. OfPeople, Federation];

    /// <summary>The known ones among those asked for, each once, in our order: unknown ones are ignored (OpenID Connect Core §3.1.2.1).</summary>
    public static IReadOnlyList<string> Read(string? text)
    {
        var asked = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. All.Where(s => asked.Contains(s, StringComparer.Ordinal))];
    }

    public static string Write(IEnumerable<string> scopes) => string.Join(' ', scopes);
}
