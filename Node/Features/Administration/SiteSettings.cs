using System.ComponentModel.DataAnnotations;

namespace Agon.Node.Features.Administration;

/// <summary>What the operator decides about the site: one row, made by the first-run set-up.</summary>
internal sealed class SiteSettings
{
    public const int OnlyId = 1;
    public const int NameMaxLength = 60;
    public const string DefaultName = "Agon";

    public int Id { get; init; } = OnlyId;

    [MaxLength(NameMaxLength)]
    public required string Name { get; set; }

    /// <summary>The university or institute, shown beside the name.</summary>
    [MaxLength(NameMaxLength)]
    public string? Institution { get; set; }

    /// <summary>Whether strangers may make an account.</summary>
    public bool IsRegistrationOpen { get; set; } = true;

    /// <summary>Whether everybody signed in may upload a bundle; otherwise operators only.</summary>
    public bool MayAnyoneOrganize { get; set; } = true;
}
