using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Signing;

namespace Agon.Hub.Features.SignOn.Keys;

/// <summary>The keys at work: read once a minute, and rolled on that occasion if it is time.</summary>
internal sealed class SignOnKeys(IServiceScopeFactory scopes, ProtectedKeys reader, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private Held? _held;

    /// <summary>The public halves, as published.</summary>
    public async Task<IReadOnlyList<JsonWebKey>> PublishedAsync(CancellationToken ct) => (await HeldAsync(ct)).Published;

    /// <summary>Signs claims with the key whose turn it is.</summary>
    public async Task<string> SignAsync(SigningAlgorithm algorithm, string type, JsonObject claims, CancellationToken ct)
    {
        var held = await HeldAsync(ct);

        // After reading: the first keys are made by it, and begin then.
        var now = clock.GetUtcNow();
        return held.Private.Last(k => k.Key.Algorithm == algorithm && k.SignsFrom <= now).Key.Sign(type, claims);
    }

    public void Dispose()
    {
        _reading.Dispose();
        foreach (var (_, key) in _held?.Private ?? [])
        {
            key.Dispose();
        }
    }

    private async Task<Held> HeldAsync(CancellationToken ct)
    {
        if (Current() is { } held)
        {
            return held;
        }

        await _reading.WaitAsync(ct);
        try
        {
            return Current() ?? (_held = await ReadAsync(ct));
        }
        finally
        {
            _reading.Release();
        }
    }

    private Held? Current() => _held is { } held && clock.GetUtcNow() - held.ReadAt < SignOnRules.HeldKeys ? held : null;

    // A key that was held before stays the same object: somebody may be signing with it. Those no longer held are left to the collector.
    private async Task<Held> ReadAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<RollSignOnKeys>().ExecuteAsync(ct);
        var known = (_held?.Private ?? []).ToDictionary(k => k.Key.KeyId, k => k.Key);
        var working = new List<(DateTimeOffset SignsFrom, SigningKey Key)>();
        foreach (var key in stored)
        {
            if (known.TryGetValue(key.KeyId, out var signing) || reader.TryRead(key, out signing))
            {
                working.Add((key.SignsFrom, signing));
            }
        }

        return new Held(clock.GetUtcNow(), working, [.. stored.Select(k => k.Public())]);
    }

    private sealed record Held(DateTimeOffset ReadAt, IReadOnlyList<(DateTimeOffset SignsFrom, SigningKey Key)> Private, IReadOnlyList<JsonWebKey> Published);
}
