using Agon.Federation.Contracts.Signing;
using Agon.Node.Data;
using Agon.Portal.Data;
using Microsoft.EntityFrameworkCore;

namespace Agon.Node.Features.Federation;

/// <summary>
/// The keys by which this node is known, to its hub and to every issuer it is a client of. One pair is made at the first need; a second
/// is there while they are rolled. The keys given are shared: nobody disposes of them.
/// </summary>
internal sealed class NodeKeys(NodeDb db, ProtectedKeys keys, TimeProvider clock)
{
    private static readonly Func<NodeDb, NodeKeyUse, CancellationToken, Task<NodeKey?>> InUse =
        ReadyQuery.Of((NodeDb db, NodeKeyUse use, CancellationToken _) => db.NodeKeys.AsNoTracking().SingleOrDefault(k => k.Use == use));

    /// <summary>The key to sign with.</summary>
    public async Task<SigningKey> CurrentAsync(CancellationToken ct) => await FindAsync(NodeKeyUse.Current, ct) ?? await MakeAsync(NodeKeyUse.Current, ct);

    /// <summary>The key that replaces it, if they are being rolled.</summary>
    public Task<SigningKey?> NextAsync(CancellationToken ct) => FindAsync(NodeKeyUse.Next, ct);

    /// <summary>Begins a roll: makes the next key unless there is one.</summary>
    public async Task<SigningKey> BeginRollAsync(CancellationToken ct) => await FindAsync(NodeKeyUse.Next, ct) ?? await MakeAsync(NodeKeyUse.Next, ct);

    /// <summary>Ends a roll once others know the next key: it signs from now on, and the old one is forgotten.</summary>
    public async Task EndRollAsync(CancellationToken ct)
    {
        if (await db.NodeKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Use == NodeKeyUse.Next, ct) is not { } next)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.NodeKeys.ExecuteDeleteAsync(ct);
        db.NodeKeys.Add(new NodeKey { Use = NodeKeyUse.Current, KeyId = next.KeyId, Protected = next.Protected, CreatedAt = next.CreatedAt });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>What others verify with: the current key first.</summary>
    public async Task<JsonWebKeySet> PublicAsync(CancellationToken ct)
    {
        var current = await CurrentAsync(ct);
        var next = await NextAsync(ct);
        return new JsonWebKeySet(next is null ? [current.Public] : [current.Public, next.Public]);
    }

    private async Task<SigningKey?> FindAsync(NodeKeyUse use, CancellationToken ct)
    {
        var stored = await InUse(db, use, ct);
        return stored is null ? null : keys.Read(stored.Protected);
    }

    private async Task<SigningKey> MakeAsync(NodeKeyUse use, CancellationToken ct)
    {
        using var made = SigningKey.Create(SigningAlgorithm.ES256);
        var row = new NodeKey { Use = use, KeyId = made.KeyId, Protected = keys.Protect(made), CreatedAt = clock.GetUtcNow() };
        db.NodeKeys.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
            return keys.Read(row.Protected);
        }
        catch (DbUpdateException e) when (e.Breaks(db, NodeKey.PrimaryKey))
        {
            // Somebody needed it in the same instant: theirs counts.
            return await FindAsync(use, ct) ?? throw new InvalidOperationException("The node's key vanished while it was made.");
        }
        finally
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }
}
