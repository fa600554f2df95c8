using System.Text;
using System.Text.RegularExpressions;

[assembly: AssemblyFixture(typeof(Agon.Journeys.Campus))]

namespace Agon.Journeys;

/// <summary>
/// A university for the journeys: a hub, a node and a worker as real processes, an operator, an organizer, and the sample competition
/// twice: with its result phase and with its code phase open.
/// </summary>
public sealed partial class Campus : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string Operator = "olga@example.org", Organizer = "otto@example.org";

    /// <summary>The titles of the sample competition: with its result phase open, and with its code phase open.</summary>
    public const string Bird = "Which bird sang?", BirdOfCode = "Which bird sang? The code phase";

    private readonly string _directory = Directory.CreateTempSubdirectory("agon-campus-").FullName;
    private static int _people;
    private RunningWorker _worker = null!;

    internal RunningSite Node { get; private set; } = null!;

    internal RunningSite Hub { get; private set; } = null!;

    internal NodeApi OrganizerApi { get; private set; } = null!;

    /// <summary>The competition in which predictions are sent.</summary>
    internal string Results { get; private set; } = null!;

    /// <summary>The competition in which code is sent.</summary>
    internal string Code { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Hub = await RunningSite.HubAsync(
            Path.Combine(_directory, "hub"), "--Site:AccountPostsPerMinute=1000", "--Nodes:AllowPrivateAddresses=true", "--Nodes:CallEverySeconds=5");
        Node = await RunningSite.NodeAsync(Path.Combine(_directory, "node"), "--Site:AccountPostsPerMinute=1000");
        await JoinAsync();
        await CreateAccountAsync(Operator, "Olga Operator", "--operator");
        await CreateAccountAsync(Organizer, "Otto Organizer");
        OrganizerApi = await ApiOfAsync(Organizer, "organize", "read", "submit");
        _worker = RunningWorker.Start(Path.Combine(_directory, "worker"), Node.Address, await TokenAsync(Operator, "worker"), "worker-1");
        Results = await OrganizerApi.PublishAsync(await Samples.BundleAsync(1, Bird));
        Code = await OrganizerApi.PublishAsync(await Samples.BundleAsync(2, BirdOfCode));
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await Node.DisposeAsync();
        await Hub.DisposeAsync();
        var logs = Tree.Artefacts("logs");
        await File.WriteAllTextAsync(Path.Combine(logs, "node.log"), Node.Log);
        await File.WriteAllTextAsync(Path.Combine(logs, "worker.log"), _worker.Log);
        await File.WriteAllTextAsync(Path.Combine(logs, "hub.log"), Hub.Log);
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A confirmed account nobody has used yet; its e-mail address.</summary>
    internal async Task<string> NewPersonAsync(string name)
    {
        var email = $"person{Interlocked.Increment(ref _people)}@example.org";
        await CreateAccountAsync(email, name);
        return email;
    }

    /// <summary>The same at the hub.</summary>
    internal async Task<string> NewHubPersonAsync(string name, params string[] options)
    {
        var email = $"person{Interlocked.Increment(ref _people)}@example.org";
        await Hub.RunAsync(["user", "create", "--email", email, "--name", name, "--password-stdin", .. options], Password);
        return email;
    }

    /// <summary>The API as this person uses it.</summary>
    internal async Task<NodeApi> ApiOfAsync(string email, params string[] scopes) => new(Node.Api(await TokenAsync(email, scopes)));

    internal Task<string> TokenAsync(string email, params string[] scopes) =>
        Node.RunAsync(["token", "create", "--user", email, "--name", "journey", .. scopes.SelectMany(s => new[] { "--scope", s })]);

    /// <summary>The newest mail to <paramref name="email"/>, once it has been written.</summary>
    internal Task<string> MailToAsync(string email) => Until.SoAsync(
        async () => await MailsAsync().LastOrDefaultAsync(m => m.Contains($"To: {email}", StringComparison.OrdinalIgnoreCase)) ?? "",
        mail => mail.Length > 0,
        TimeSpan.FromSeconds(30));

    // As any node does: an invitation, the node's application, a curator's approval.
    private async Task JoinAsync()
    {
        await Node.RunAsync(["site", "set", "--name", "Alpha Competitions", "--institution", "University of Alpha"]);
        var token = await Hub.RunAsync(["invitation", "create", "--note", "University of Alpha"]);
        var slug = await Node.RunAsync(["hub", "join", Hub.Address.ToString(), token]);
        await Hub.RunAsync(["node", "approve", slug]);
    }

    private async IAsyncEnumerable<string> MailsAsync()
    {
        var directory = Directory.CreateDirectory(Path.Combine(Node.Directory, "data", "mail"));
        foreach (var file in directory.EnumerateFiles("*.eml").OrderBy(f => f.LastWriteTimeUtc))
        {
            yield return Decode(await File.ReadAllTextAsync(file.FullName));
        }
    }

    /// <summary>A mail as a mail program shows it: headers, then the text without its transfer encoding (RFC 2045, 6).</summary>
    private static string Decode(string mail)
    {
        var parts = mail.ReplaceLineEndings("\n").Split("\n\n", 2);
        var (headers, body) = (parts[0], parts[1]);
        if (headers.Contains("Content-Transfer-Encoding: base64", StringComparison.OrdinalIgnoreCase))
        {
            body = Encoding.UTF8.GetString(Convert.FromBase64String(body));
        }
        else if (headers.Contains("quoted-printable", StringComparison.OrdinalIgnoreCase))
        {
            body = EncodedCharacter().Replace(body.Replace("=\n", "", StringComparison.Ordinal), m => $"{(char)Convert.ToByte(m.Value[1..], 16)}");
        }

        return $"{headers}\n\n{body}";
    }

    [GeneratedRegex("=[0-9A-F]{2}")]
    private static partial Regex EncodedCharacter();

    private Task CreateAccountAsync(string email, string name, params string[] options) =>
        Node.RunAsync(["user", "create", "--email", email, "--name", name, "--password-stdin", .. options], Password);
}
