using System.Text.Json;
using Agon.Federation.Contracts.Signing;

namespace Agon.Federation.Contracts.Enrolment;

/// <summary>Finds in what a node sends the values that can't be. The hub refuses them; a node looks before it sends.</summary>
public static class EnrolmentRules
{
    /// <summary>The most keys of one node.</summary>
    public const int MaxKeys = 4;

    /// <summary>The most competitions a node can have.</summary>
    public const int MaxCompetitions = 1_000_000;

    /// <summary>The members of an application that can't be, in order.</summary>
    public static IReadOnlyList<ImpossibleValue> Impossible(EnrolmentApplication application) =>
    [
        .. When(application.Version < 1, ImpossibleValue.Version),
        .. When(!NodeAddress.TryRead(application.Address, out _), ImpossibleValue.Address),
        .. Common(application.Name, application.Institution, application.Software),
        .. When(!AreKeys(application.Keys), ImpossibleValue.Keys),
        .. When(application.Contact is { } contact && !IsContact(contact), ImpossibleValue.Contact),
        .. When(application.Policies.Count > NodeDescription.MaxPolicies || !application.Policies.All(IsPolicy), ImpossibleValue.Policies),
    ];

    /// <summary>The members of a report that can't be, in order.</summary>
    public static IReadOnlyList<ImpossibleValue> Impossible(NodeReport report) =>
    [
        .. When(!NodeAddress.TryRead(report.Address, out _), ImpossibleValue.Address),
        .. Common(report.Name, report.Institution, report.Software),
        .. When(report.Competitions is < 0 or > MaxCompetitions, ImpossibleValue.Competitions),
        .. When(report.Status is { } status && !IsWord(status), ImpossibleValue.Status),
        .. When(report.Capabilities.Count > NodeCapabilities.Max || !report.Capabilities.All(IsWord), ImpossibleValue.Capabilities),
        .. When(report.Handled.Count > NodeReport.MaxHandled, ImpossibleValue.Handled),
    ];

    /// <summary>The members of a question for the node's standing that can't be.</summary>
    public static IReadOnlyList<ImpossibleValue> Impossible(StandingCall call) => When(call.Handled.Count > NodeReport.MaxHandled, ImpossibleValue.Handled);

    /// <summary>Whether these can be the keys of a node: some, none twice, each usable and named by its thumbprint.</summary>
    public static bool AreKeys(JsonWebKeySet set) =>
        set.Keys.Count is >= 1 and <= MaxKeys && set.Keys.Select(k => k?.Kid).Distinct().Count() == set.Keys.Count && set.Keys.All(IsKey);

    private static bool IsKey(JsonWebKey? key) =>
        key is not null && JsonWebKey.TryRead(JsonSerializer.SerializeToElement(key, EnrolmentJson.Default.JsonWebKey), out var read) && read.Kid == read.Thumbprint();

    private static IEnumerable<ImpossibleValue> Common(string name, string? institution, string software) =>
    [
        .. When(!IsName(name), ImpossibleValue.Name),
        .. When(institution is not null && !IsName(institution), ImpossibleValue.Institution),
        .. When(software.Length is 0 or > NodeDescription.SoftwareMaxLength || !software.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+'), ImpossibleValue.Software),
    ];

    private static bool IsName(string text) =>
        text.Length <= NodeDescription.NameMaxLength && text.Trim() == text && text.Length > 0 && !text.Contains("://", StringComparison.Ordinal) && PlainText.Is(text);

    private static bool IsWord(string? text) => PlainText.IsWord(text, NodeCapabilities.WordMaxLength);

    private static bool IsContact(string text) =>
        text.Length <= NodeDescription.ContactMaxLength && PlainText.Is(text) && !text.Contains(' ', StringComparison.Ordinal)
        && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && text.LastIndexOf('@') == at;

    private static bool IsPolicy(PolicyLink? link) =>
        link is not null && IsName(link.Name) && link.Address.Length <= PolicyLink.AddressMaxLength
        && Uri.TryCreate(link.Address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.UserInfo.Length == 0;

    private static ImpossibleValue[] When(bool isSo, ImpossibleValue value) => isSo ? [value] : [];
}

/// <summary>Which member holds what can't be.</summary>
public enum ImpossibleValue
{
    /// <summary>The version of the form is a whole number from 1.</summary>
    Version,

    /// <summary>The address is http or https, a host, perhaps a port, and nothing else.</summary>
    Address,

    /// <summary>The name is one line of 1 to 60 visible characters.</summary>
    Name,

    /// <summary>The institution is that too, or left out.</summary>
    Institution,

    /// <summary>The software's version is 1 to 40 letters, digits, dots, hyphens and pluses.</summary>
    Software,

    /// <summary>The keys are 1 to 4 different public keys for ES256 or RS256, named by their thumbprints.</summary>
    Keys,

    /// <summary>The contact is an e-mail address, or left out.</summary>
    Contact,

    /// <summary>The policies are at most 5 names with http or https addresses.</summary>
    Policies,

    /// <summary>The number of competitions is from 0 to a million.</summary>
    Competitions,

    /// <summary>The status is a word of 1 to 40 small letters, digits and hyphens, or left out.</summary>
    Status,

    /// <summary>The capabilities are at most 20 such words.</summary>
    Capabilities,

    /// <summary>At most 500 ends are reported as dealt with at once.</summary>
    Handled,
}
