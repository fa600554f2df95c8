namespace Agon.Hub.Features.Accounts;

internal static class HubAccountMessages
{
    public const string AffiliationTooLong = "Write your institution in at most 120 characters.";
    public const string AffiliationNotPlain = "Write your institution without line breaks, invisible characters or web addresses.";
    public const string NotAnOrcid = "This is not an ORCID iD: check its digits. It looks like 0000-0002-1825-0097.";
    public const string ProfileSaved = "Saved.";
    public const string BeSure = "Tick the box if you are sure.";
    public const string AdministratorsStay = "You are an administrator of this hub. Let another administrator dismiss you first, on the page of its staff.";
    public const string DeletionTakenBack = "You signed in, so your account stays: it is not deleted.";

    public static string DeletionPlanned(string day) => $"Your account is deleted on {day}. If you change your mind, sign in before then.";
}
