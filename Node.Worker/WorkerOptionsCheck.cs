using System.Text.RegularExpressions;
using Agon.Federation.Contracts.Runs;
using Agon.Node.Worker.Containers;
using Microsoft.Extensions.Options;

namespace Agon.Node.Worker;

/// <summary>Finds everything wrong with the settings at once, so that one restart mends it.</summary>
internal sealed partial class WorkerOptionsCheck : IValidateOptions<WorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(WorkerOptions options) =>
        [.. Address(options), .. Credentials(options), .. Place(options), .. Numbers(options)];

    private static IEnumerable<string> Address(WorkerOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.NodeUrl))
        {
            yield return "Worker:NodeUrl is missing. Set it to the address of the node, for instance https://node.example.org.";
        }
        else if (!Uri.TryCreate(options.NodeUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            yield return $"Worker:NodeUrl is '{options.NodeUrl}'. It must be an address that begins with https:// or http://.";
        }
    }

    private static IEnumerable<string> Credentials(WorkerOptions options)
    {
        if (options.Token is { Length: > 0 } && options.TokenFile is { Length: > 0 })
        {
            yield return "Worker:Token and Worker:TokenFile are both set. Remove one of them.";
        }
        else if (options.TokenFile is { Length: > 0 } file)
        {
            if (!File.Exists(file) || string.IsNullOrWhiteSpace(File.ReadAllText(file)))
            {
                yield return $"Worker:TokenFile is '{file}', which is missing or empty. Write a token with the scope 'worker' into it.";
            }
        }
        else if (string.IsNullOrWhiteSpace(options.Token))
        {
            yield return "The worker has no token. Set Worker:Token or Worker:TokenFile to an operator's API token with the scope 'worker'.";
        }
    }

    private static IEnumerable<string> Place(WorkerOptions options)
    {
        if (!NamePattern.IsMatch(options.Name))
        {
            yield return $"Worker:Name is '{options.Name}'. Use 1 to {LeaseRequest.WorkerMaxLength} letters, digits, dots, dashes and underscores.";
        }

        if (string.IsNullOrWhiteSpace(options.DataDirectory) || options.FullDataDirectory.Contains(':', StringComparison.Ordinal))
        {
            yield return $"Worker:DataDirectory is '{options.DataDirectory}'. It must name a directory, without a colon in its path.";
        }

        if (!options.Engine.StartsWith(WorkerOptions.UnixScheme + "/", StringComparison.Ordinal))
        {
            yield return $"Worker:Engine is '{options.Engine}'. It must be a socket of this machine, for instance unix:///var/run/docker.sock.";
        }

        if (!ImageName.IsValid(options.RuntimeImage))
        {
            yield return $"Worker:RuntimeImage is '{options.RuntimeImage}', which is not the name of an image.";
        }

        if (PullPolicy.FirstWrong(options.PullFrom) is { } pattern)
        {
            yield return $"Worker:PullFrom holds '{pattern}'. Write names of images, or beginnings of names that end in *, with blanks between them.";
        }

        if (options.ContainerUser is { } user && (!UserPattern.IsMatch(user) || user.StartsWith("0:", StringComparison.Ordinal)))
        {
            yield return $"Worker:ContainerUser is '{user}'. Write two numbers, user:group, for instance 64512:64512; the user must not be 0.";
        }
    }

    private static IEnumerable<string> Numbers(WorkerOptions options)
    {
        if (options.Slots is < 1 or > 64)
        {
            yield return $"Worker:Slots is {options.Slots}. It must be between 1 and 64.";
        }

        if (options.CacheBytes < 0)
        {
            yield return $"Worker:CacheBytes is {options.CacheBytes}. It must be 0 (keep nothing) or more.";
        }

        foreach (var (setting, value) in new[] { (nameof(options.ReserveBytes), options.ReserveBytes), (nameof(options.ReserveFiles), options.ReserveFiles) })
        {
            if (value < 0)
            {
                yield return $"Worker:{setting} is {value}. It must be 0 (no reserve) or more.";
            }
        }

        if (options.StopGraceSeconds is < 0 or > 3600)
        {
            yield return $"Worker:StopGraceSeconds is {options.StopGraceSeconds}. It must be between 0 and 3600.";
        }

        if (options.PullMinutes is < 1 or > 1440)
        {
            yield return $"Worker:PullMinutes is {options.PullMinutes}. It must be between 1 and 1440.";
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern { get; }

    [GeneratedRegex("^[0-9]{1,9}:[0-9]{1,9}$", RegexOptions.CultureInvariant)]
    private static partial Regex UserPattern { get; }
}
