using Microsoft.Extensions.Options;

namespace Agon.Node.Worker;

/// <summary>Gives the API token for a call; one in a file is read anew, so that an operator can replace it.</summary>
internal sealed class WorkerToken(IOptions<WorkerOptions> options)
{
    private readonly string? _fixed = options.Value.Token;
    private readonly string? _file = options.Value.TokenFile;

    public async Task<string> GetAsync(CancellationToken ct) =>
        (_file is { Length: > 0 } ? await File.ReadAllTextAsync(_file, ct) : _fixed ?? "").Trim();
}
