using System.ComponentModel.DataAnnotations;
using Agon.Portal.Accounts;

namespace Agon.Node.Features.SignOn.Issuers;

/// <summary>What an operator fills in about an issuer.</summary>
internal sealed class IssuerForm
{
    [Required(ErrorMessage = SignOnMessages.EnterName)]
    [StringLength(Issuer.NameMaxLength, ErrorMessage = SignOnMessages.TooLong)]
    [PlainName]
    public string Name { get; set; } = "";

    [StringLength(Issuer.SlugMaxLength, ErrorMessage = SignOnMessages.TooLong)]
    public string Slug { get; set; } = "";

    [Required(ErrorMessage = SignOnMessages.EnterAddress)]
    [StringLength(Issuer.AddressMaxLength, ErrorMessage = SignOnMessages.TooLong)]
    public string Address { get; set; } = "";

    [Required(ErrorMessage = SignOnMessages.EnterClientId)]
    [StringLength(Issuer.ClientIdMaxLength, ErrorMessage = SignOnMessages.TooLong)]
    public string ClientId { get; set; } = "";

    public ClientAuthentication Authentication { get; set; } = ClientAuthentication.ClientSecretBasic;

    [StringLength(Issuer.SecretMaxLength, ErrorMessage = SignOnMessages.TooLong)]
    [DataType(DataType.Password)]
    public string? Secret { get; set; }

    public bool IsEnabled { get; set; }

    public bool GivesAccounts { get; set; }

    public bool VouchesForAddresses { get; set; }

    public static IssuerForm Of(Issuer issuer) => new()
    {
        Name = issuer.Name,
        Slug = issuer.Slug,
        Address = issuer.Address,
        ClientId = issuer.ClientId,
        Authentication = issuer.Authentication,
        IsEnabled = issuer.Source == IssuerSource.Membership ? !issuer.IsHeldOff : issuer.IsEnabled,
        GivesAccounts = issuer.GivesAccounts,
        VouchesForAddresses = issuer.VouchesForAddresses,
    };

    public IssuerDraft Draft() => new(Slug, Name, Address, ClientId, Authentication, Secret, IsEnabled, GivesAccounts, VouchesForAddresses);

    /// <summary>The field a refusal is about.</summary>
    public static string FieldOf(SignOnFailure failure) => failure switch
    {
        SignOnFailure.SlugUnusable or SignOnFailure.SlugTaken => "Form.Slug",
        SignOnFailure.SecretMissing => "Form.Secret",
        SignOnFailure.ClientAuthenticationUnknown => "Form.Authentication",
        _ => "Form.Address",
    };
}
