using System.Text;
using Agon.Portal.Accounts;

namespace Agon.Hub.Features.SignOn.Clients;

/// <summary>What a client may be called. People decide by the name whom they trust, so it hides nothing and is not another's.</summary>
internal static class ClientName
{
    public static bool IsFit(string name) => name.Length is > 0 and <= Client.NameMaxLength && name.Trim() == name && PlainNameAttribute.IsPlain(name);

    /// <summary>The same for names that read the same: letters and digits count, not their case or width, nor what stands between them.</summary>
    public static string Digest(string name)
    {
        var folded = name.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        var letters = string.Concat(folded.EnumerateRunes().Where(Rune.IsLetterOrDigit));
        return RandomSecret.Digest(letters.Length > 0 ? letters : folded);
    }
}
