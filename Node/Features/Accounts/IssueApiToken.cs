using Agon.Node.Data;
using Agon.Portal.Accounts;

namespace Agon.Node.Features.Accounts;

/// <summary>Makes a token for a person; its secret is in the outcome and nowhere else.</summary>
internal sealed partial class IssueApiToken(NodeDb db, Operators operators, TimeProvider clock, ILogger<IssueApiToken> logger)
{
    public const int MaxDays = 365;

    public async Task<IssueOutcome> ExecuteAsync(Account account, string name, IReadOnlyCollection<string> scopes, int days, CancellationToken ct)
    {
        if (Refuse(name, scopes, days) is { } refused)
        {
            return refused;
        }

        if (scopes.Contains(ApiScopes.Worker) && !await operators.ContainAsync(account))
        {
            return new IssueOutcome.NotAllowed(ApiScopes.Worker);
        }

        var now = clock.GetUtcNow();
        var secret = ApiTokenSecret.Create();
        var token = new ApiToken
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            Name = name.Trim(),
            Digest = ApiTokenSecret.Digest(secret),
            StampDigest = ApiTokenSecret.Digest(account.SecurityStamp ?? ""),
            Scopes = string.Join(' ', ApiScopes.All.Where(scopes.Contains)),
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
        };
        db.ApiTokens.Add(token);
        await db.SaveChangesAsync(ct);

        LogIssued(token.Id, account.Id, token.Scopes);
        return new IssueOutcome.Issued(token, secret);
    }

    private static IssueOutcome? Refuse(string name, IReadOnlyCollection<string> scopes, int days)
    {
        if (name.Trim() is not { Length: > 0 and <= ApiToken.NameMaxLength })
        {
            return new IssueOutcome.BadName();
        }

        if (scopes.Count == 0 || scopes.Except(ApiScopes.All).Any())
        {
            return new IssueOutcome.BadScopes();
        }

        return days is < 1 or > MaxDays ? new IssueOutcome.BadLifetime() : null;
    }

    [LoggerMessage(LogLevel.Information, "Token {Token} was issued to account {Account} for {Scopes}")]
    private partial void LogIssued(Guid token, Guid account, string scopes);
}

/// <summary>How asking for a token can end.</summary>
internal abstract record IssueOutcome
{
    private IssueOutcome()
    {
    }

    public sealed record Issued(ApiToken Token, string Secret) : IssueOutcome;

    public sealed record BadName : IssueOutcome;

    public sealed record BadScopes : IssueOutcome;

    public sealed record BadLifetime : IssueOutcome;

    /// <summary>The account may not have this scope.</summary>
    public sealed record NotAllowed(string Scope) : IssueOutcome;
}
