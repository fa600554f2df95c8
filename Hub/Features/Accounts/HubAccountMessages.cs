namespace Agon.Hub.Features.Accounts;

internal static class HubAccountMessages
{
    public const string AffiliationTooLong = "Write your institution in at most 120 characters.";
    public const string AffiliationNotPlain = "Write your institution without line breaks, invisible characters or web addresses.";
    public const string NotAnOrcid = "This is not an ORCID iD: check its digits. It looks like 0000-0002-1825-0097.";
    public const string ProfileSaved = "Saved.";
}
