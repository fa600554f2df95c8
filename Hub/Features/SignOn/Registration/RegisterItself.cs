using System.Text.Json;
using Agon.Hub.Data;
using Agon.Hub.Features.SignOn.Clients;
using Microsoft.EntityFrameworkCore;

namespace Agon.Hub.Features.SignOn.Registration;

/// <summary>Registers a client that shows a curator's token (RFC 7591). The token is spent together with the registration, and only then.</summary>
internal sealed class RegisterItself(HubDb db, RegisterClient register, TimeProvider clock)
{
    public async Task<RegisterItselfOutcome> ExecuteAsync(string? token, JsonElement document, CancellationToken ct)
    {
        if (token is null)
        {
            return new RegisterItselfOutcome.Refused(SignOnRefusal.RegistrationTokenMissing);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (digest, now) = (RandomSecret.Digest(token), clock.GetUtcNow());
        if (await db.RegistrationTokens.Where(t => t.Digest == digest && t.UsedAt == null && t.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, (DateTimeOffset?)now), ct) == 0)
        {
            return new RegisterItselfOutcome.Refused(SignOnRefusal.RegistrationTokenUnknown);
        }

        var (registration, refusal) = RegistrationDocument.Read(document);
        if (registration is null)
        {
            return new RegisterItselfOutcome.Refused(refusal);
        }

        switch (await register.ExecuteAsync(registration with { IsByItself = true }, ct))
        {
            case RegisterClientOutcome.Registered(var client, var secret):
                var key = RandomSecret.Create();
                client.RegistrationDigest = RandomSecret.Digest(key);
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                return new RegisterItselfOutcome.Registered(client, secret, key);
            case RegisterClientOutcome.Refused(var wrong):
                return new RegisterItselfOutcome.Refused(wrong);
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other}");
        }
    }
}

/// <summary>How a client's registering itself can end.</summary>
internal abstract record RegisterItselfOutcome
{
    private RegisterItselfOutcome()
    {
    }

    /// <summary>There is a client.</summary>
    /// <param name="Client">The client.</param>
    /// <param name="Secret">Its secret, if it has one.</param>
    /// <param name="Key">With what it manages its registration.</param>
    public sealed record Registered(Client Client, string? Secret, string Key) : RegisterItselfOutcome;

    public sealed record Refused(SignOnRefusal Refusal) : RegisterItselfOutcome;
}
