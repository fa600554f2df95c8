using System.Collections.Concurrent;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Features.SignOn.Issuers;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>
/// What issuers say about themselves, and their keys: remembered for <see cref="Remembered"/>, and longer while the issuer does not answer.
/// A key that is not known is looked for at once, but only once in <see cref="LookAgain"/>: tokens of anybody must not make us ask.
/// </summary>
internal sealed class Providers(ProviderHttp http, IssuerAddress addresses, TimeProvider clock)
{
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    public static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What the issuer says about itself.</summary>
    public async Task<SignOnResult<ProviderMetadata>> DescribeAsync(string address, CancellationToken ct)
    {
        var entry = _entries.GetOrAdd(address, _ => new Entry());
        if (entry.Metadata is { } known && clock.GetUtcNow() < entry.DescribedAt + Remembered)
        {
            return known;
        }

        await entry.Turn.WaitAsync(ct);
        try
        {
            if (entry.Metadata is { } meanwhile && clock.GetUtcNow() < entry.DescribedAt + Remembered)
            {
                return meanwhile;
            }

            var asked = await AskAsync(address, ct);
            if (asked.Value is not null)
            {
                (entry.Metadata, entry.DescribedAt) = (asked.Value, clock.GetUtcNow());
            }

            return asked.Value is null && asked.Failure is SignOnFailure.Unreachable or SignOnFailure.TooSlow && entry.Metadata is { } stale ? stale : asked;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    /// <summary>Asks the issuer anew, for its keys too: what an operator is about to trust.</summary>
    public async Task<SignOnResult<ProviderMetadata>> DiscoverAsync(string address, CancellationToken ct)
    {
        _entries.TryRemove(address, out _);
        var described = await DescribeAsync(address, ct);
        if (!described.IsGood(out var metadata, out var failure))
        {
            return failure;
        }

        var keys = await KeysAsync(metadata, isAgain: false, ct);
        return keys.Failure is { } none ? none : metadata;
    }

    /// <summary>Checks a token of the issuer by its keys.</summary>
    public async Task<SignOnResult<TokenReading>> VerifyAsync(ProviderMetadata issuer, string token, TokenExpectation expected, CancellationToken ct)
    {
        var keys = await KeysAsync(issuer, isAgain: false, ct);
        if (!keys.IsGood(out var known, out var failure))
        {
            return failure;
        }

        var reading = SignedTokens.Verify(token, expected, known.Keys, clock.GetUtcNow());
        if (reading is not TokenReading.Refused(TokenRefusal.KeyUnknown))
        {
            return reading;
        }

        var again = await KeysAsync(issuer, isAgain: true, ct);
        return again.IsGood(out var newer, out failure) ? SignedTokens.Verify(token, expected, newer.Keys, clock.GetUtcNow()) : failure;
    }

    private async Task<SignOnResult<ProviderMetadata>> AskAsync(string address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, IssuerAddress.Discovery(address));
        var sent = await http.SendAsync(request, ct);
        if (!sent.IsGood(out var answer, out var failure))
        {
            return failure;
        }

        return answer is { IsSuccess: true, Body: { } document } ? ProviderMetadata.Read(document, address, addresses) : SignOnFailure.Unreadable;
    }

    private async Task<SignOnResult<JsonWebKeySet>> KeysAsync(ProviderMetadata issuer, bool isAgain, CancellationToken ct)
    {
        var entry = _entries.GetOrAdd(issuer.Issuer, _ => new Entry());
        await entry.Turn.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (entry.Keys is { } known && now < entry.AskedForKeysAt + (isAgain ? LookAgain : Remembered))
            {
                return known;
            }

            entry.AskedForKeysAt = now;
            var asked = await AskForKeysAsync(issuer.JwksUri, ct);
            entry.Keys = asked.Value ?? entry.Keys;
            return entry.Keys is { } keys ? keys : asked;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private async Task<SignOnResult<JsonWebKeySet>> AskForKeysAsync(string address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var sent = await http.SendAsync(request, ct);
        if (!sent.IsGood(out var answer, out var failure))
        {
            return failure;
        }

        return answer is { IsSuccess: true, Body: { } document } && JsonWebKeySet.Read(document) is { Keys.Count: > 0 } keys ? keys : SignOnFailure.KeysMissing;
    }

    // The turn is one at a time for each issuer: a crowd that signs in at once asks once.
    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public ProviderMetadata? Metadata { get; set; }

        public DateTimeOffset DescribedAt { get; set; }

        public JsonWebKeySet? Keys { get; set; }

        public DateTimeOffset AskedForKeysAt { get; set; }
    }
}
