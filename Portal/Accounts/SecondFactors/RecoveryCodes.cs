using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Agon.Portal.Accounts.SecondFactors;

/// <summary>Words for the day on which the phone is lost: shown once, kept as digests, each good once.</summary>
internal sealed class RecoveryCodes(DbContext db)
{
    public const int Count = 10;

    // No letter that looks like another; 80 bits, so that a digest tells nothing.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789-";
    private const int Groups = 4, GroupLength = 4;

    /// <summary>Adds new ones to what the caller saves, in place of all before.</summary>
    public async Task<IReadOnlyList<string>> RenewAsync(Guid account, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<RecoveryCode>().Where(c => c.AccountId == account).ToListAsync(ct));
        List<string> codes = [.. Enumerable.Range(0, Count).Select(_ => NewCode())];
        db.AddRange(codes.Select(code => new RecoveryCode { AccountId = account, Digest = Digest(code) }));
        return codes;
    }

    /// <summary>Takes one; whether it was there.</summary>
    public async Task<bool> TakeAsync(Guid account, string code, CancellationToken ct)
    {
        var digest = Digest(code);
        return await db.Set<RecoveryCode>().Where(c => c.AccountId == account && c.Digest == digest).ExecuteDeleteAsync(ct) > 0;
    }

    public Task<int> LeftAsync(Guid account, CancellationToken ct) => db.Set<RecoveryCode>().CountAsync(c => c.AccountId == account, ct);

    // Typed with or without its hyphens, in any case.
    private static string Digest(string code)
    {
        var plain = string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)));
    }

    private static string NewCode() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters.AsSpan()[..^1], GroupLength)));
}
