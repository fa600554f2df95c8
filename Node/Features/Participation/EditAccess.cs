using System.Net.Mail;
using Agon.Node.Data;
using Agon.Node.Features.Competitions;
using Agon.Node.Features.Competitions.Access;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Participation;

/// <summary>Changes who is let in without approval, and the link to a draft.</summary>
internal sealed class EditAccess(NodeDb db)
{
    public const int MostAddresses = 5_000;

    /// <summary>Replaces the addresses that need no approval; a sentence says why not.</summary>
    public async Task<string?> LetInAsync(Competition competition, string? lines, CancellationToken ct)
    {
        var addresses = Addresses(lines);
        if (addresses.Where(a => !IsAddress(a)).ToList() is { Count: > 0 } wrong)
        {
            return ParticipationMessages.NoAddresses(wrong);
        }

        if (addresses.Count > MostAddresses)
        {
            return ParticipationMessages.TooManyAddresses;
        }

        List<string> kept = [.. addresses.Select(a => a.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        await db.Competitions.Where(c => c.Id == competition.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.LetInAddresses, kept), ct);
        return null;
    }

    /// <summary>Makes a new link, so that an old one leads nowhere; or takes it back.</summary>
    public async Task LinkAsync(Competition competition, bool isWanted, CancellationToken ct)
    {
        var key = isWanted ? DraftKeys.New() : null;
        await db.Competitions.Where(c => c.Id == competition.Id && c.State == CompetitionState.Draft).ExecuteUpdateAsync(set => set.SetProperty(c => c.DraftKey, key), ct);
    }

    public static bool IsAddress(string text) => text.Length <= 256 && MailAddress.TryCreate(text, out var address) && address.Address == text;

    private static List<string> Addresses(string? lines) =>
        [.. (lines ?? "").Split(['\n', ',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
