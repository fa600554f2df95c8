using Agon.Node.Features.Files;

namespace Agon.Node.Tests.Features.Competitions.Bundles;

/// <summary>A store that does something else on the way.</summary>
internal sealed class ChangedStore(IFileStore store) : IFileStore
{
    public Action OnOpen { get; init; } = () => { };

    public Action OnBegin { get; init; } = () => { };

    public BlobWriter Begin(long maxBytes)
    {
        OnBegin();
        return store.Begin(maxBytes);
    }

    public async Task<Stream?> OpenAsync(string sha256, CancellationToken ct)
    {
        var stream = await store.OpenAsync(sha256, ct);
        OnOpen();
        return stream;
    }

    public IEnumerable<string> KeptBefore(DateTimeOffset moment) => store.KeptBefore(moment);

    public Task<bool> DeleteAsync(string sha256, DateTimeOffset keptBefore, CancellationToken ct) => store.DeleteAsync(sha256, keptBefore, ct);

    public Stream OpenScratch() => store.OpenScratch();
}
