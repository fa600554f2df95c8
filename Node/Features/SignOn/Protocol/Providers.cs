using System.Collections.Concurrent;
using Agon.Federation.Contracts.Signing;
using Agon.Node.Features.SignOn.Issuers;

namespace Agon.Node.Features.SignOn.Protocol;

/// <summary>
/// What issuers say about themselves, and their keys: remembered for <see cref="Remembered"/>, and while the issuer does not answer for
/// <see cref="Kept"/> at most. A key that is not known is looked for at once, but only once in <see cref="LookAgain"/>: tokens of anybody must
/// not make us ask. One that failed is left alone for <see cref="Pause"/>, and nobody stands in line longer than <see cref="Patience"/>.
/// </summary>
internal sealed class Providers(ProviderHttp http, IssuerAddress addresses, TimeProvider clock)
{
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    public static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan There = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What the issuer says about itself.</summary>
    public async Task<SignOnResult<ProviderMetadata>> DescribeAsync(string address, CancellationToken ct)
    {
        var entry = _entries.GetOrAdd(address, _ => new Entry());
        return await InTurnAsync(entry, entry.Description, isAgain: false, () => AskAsync(address, ct), ct);
    }

    /// <summary>
    /// Null if the issuer answers, as of <see cref="There"/> ago at most: whoever's browser is sent to one that does not is stuck there, and does
    /// not hear that there may be another way in.
    /// </summary>
    public async Task<SignOnFailure?> ReachAsync(string address, CancellationToken ct)
    {
        var entry = _entries.GetOrAdd(address, _ => new Entry());
        if (clock.GetUtcNow() < entry.AnsweredAt + There)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, IssuerAddress.Discovery(address));
        var sent = await http.SendAsync(request, address, ct);
        if (!sent.IsGood(out _, out var failure))
        {
            return failure;
        }

        entry.AnsweredAt = clock.GetUtcNow();
        return null;
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
        var sent = await http.SendAsync(request, address, ct);
        if (!sent.IsGood(out var answer, out var failure))
        {
            return failure;
        }

        return answer.IsSilence ? SignOnFailure.Unreachable
            : answer is { IsSuccess: true, Body: { } document } ? ProviderMetadata.Read(document, address, addresses) : SignOnFailure.Unreadable;
    }

    private Task<SignOnResult<JsonWebKeySet>> KeysAsync(ProviderMetadata issuer, bool isAgain, CancellationToken ct)
    {
        var entry = _entries.GetOrAdd(issuer.Issuer, _ => new Entry());
        return InTurnAsync(entry, entry.Keys, isAgain, () => AskForKeysAsync(issuer, ct), ct);
    }

    // One at a time for each issuer: a crowd that signs in at once asks once.
    private async Task<SignOnResult<T>> InTurnAsync<T>(Entry entry, Said<T> said, bool isAgain, Func<Task<SignOnResult<T>>> ask, CancellationToken ct)
        where T : class
    {
        if (said.Find(clock.GetUtcNow(), isAgain) is { } known)
        {
            return known;
        }

        if (!await EnterAsync(entry.Turn, ct))
        {
            return said.Stale(clock.GetUtcNow(), SignOnFailure.TooSlow);
        }

        try
        {
            return said.Find(clock.GetUtcNow(), isAgain) ?? said.Take(await ask(), clock.GetUtcNow());
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private async Task<bool> EnterAsync(SemaphoreSlim turn, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await turn.WaitAsync(both.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<SignOnResult<JsonWebKeySet>> AskForKeysAsync(ProviderMetadata issuer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, issuer.JwksUri);
        var sent = await http.SendAsync(request, issuer.Issuer, ct);
        if (!sent.IsGood(out var answer, out var failure))
        {
            return failure;
        }

        return answer.IsSilence ? SignOnFailure.Unreachable
            : answer is { IsSuccess: true, Body: { } document } && JsonWebKeySet.Read(document) is { Keys.Count: > 0 } keys ? keys : SignOnFailure.KeysMissing;
    }

    private sealed class Entry
    {
        private long _answeredAt;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public DateTimeOffset AnsweredAt
        {
            get => new(Volatile.Read(ref _answeredAt), TimeSpan.Zero);
            set => Volatile.Write(ref _answeredAt, value.UtcTicks);
        }

        public Said<ProviderMetadata> Description { get; } = new();

        public Said<JsonWebKeySet> Keys { get; } = new();
    }

    /// <summary>One thing an issuer said, and how asking for it went last.</summary>
    private sealed class Said<T>
        where T : class
    {
        private volatile State _now = new(null, default, default, null);

        /// <summary>What is to be answered without asking; null if it is time to ask.</summary>
        public SignOnResult<T>? Find(DateTimeOffset now, bool isAgain)
        {
            var (value, at, asked, failure) = _now;
            if (failure is { } reason && now < asked + Pause)
            {
                return Stale(now, reason);
            }

            return value is not null && now < (isAgain ? asked + LookAgain : at + Remembered) ? (SignOnResult<T>?)value : null;
        }

        /// <summary>What it said before, while it does not answer; what it takes back or says wrongly counts no more.</summary>
        public SignOnResult<T> Stale(DateTimeOffset now, SignOnFailure failure) =>
            _now.Value is { } value && now < _now.At + Kept && failure is SignOnFailure.Unreachable or SignOnFailure.TooSlow ? value : failure;

        public SignOnResult<T> Take(SignOnResult<T> answer, DateTimeOffset now)
        {
            if (answer.IsGood(out var value, out var failure))
            {
                _now = new State(value, now, now, null);
                return value;
            }

            var isSilent = failure is SignOnFailure.Unreachable or SignOnFailure.TooSlow;
            _now = new State(isSilent ? _now.Value : null, _now.At, now, failure);
            return Stale(now, failure);
        }

        private sealed record State(T? Value, DateTimeOffset At, DateTimeOffset Asked, SignOnFailure? Failure);
    }
}
