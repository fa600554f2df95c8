using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace Agon.Portal.Accounts;

/// <summary>Takes a name that is harmless in a page, a list and a mail: one line, nothing invisible, no web address.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PlainNameAttribute : ValidationAttribute
{
    /// <summary>Makes the attribute with the sentence that says what is expected.</summary>
    public PlainNameAttribute()
        : base(AccountMessages.NameNotPlain)
    {
    }

    /// <inheritdoc />
    public override bool IsValid(object? value) => value is null || (value is string text && IsPlain(text));

    /// <summary>Whether this text may be a name.</summary>
    public static bool IsPlain(string text) => !text.Contains("://", StringComparison.Ordinal) && text.EnumerateRunes().All(IsVisible);

    // Format characters turn the direction of what follows or hide between letters; half a surrogate pair is read as a replacement character.
    private static bool IsVisible(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);
}
