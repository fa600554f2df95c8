using System.Diagnostics;
using System.Net.Sockets;

namespace Agon.Journeys.SignOn;

/// <summary>An Apache with mod_auth_openidc (Debian), whose only page is for people who signed in at the hub.</summary>
internal sealed class RunningApache : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _directory;

    private RunningApache(Process process, string directory, Uri address) => (_process, _directory, Address) = (process, directory, address);

    public Uri Address { get; }

    public static Uri FreeAddress() => new($"http://127.0.0.1:{RunningSite.FreePort()}");

    public static async Task<RunningApache> StartAsync(Uri address, Uri hub, string clientId, string secret)
    {
        // Readable by the user Apache becomes.
        var directory = Directory.CreateTempSubdirectory("agon-apache-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, (UnixFileMode)Convert.ToInt32("755", 8));
        }

        Directory.CreateDirectory(Path.Combine(directory, "site", "members", "fresh"));
        await File.WriteAllTextAsync(Path.Combine(directory, "site", "members", "index.html"), "<!doctype html><title>Members</title><h1>Members only</h1>");
        await File.WriteAllTextAsync(Path.Combine(directory, "site", "members", "fresh", "index.html"), "<!doctype html><title>Fresh</title><h1>Refreshed</h1>");
        await File.WriteAllTextAsync(Path.Combine(directory, "site", "index.html"), "<!doctype html><title>Bye</title><h1>Signed out</h1>");
        var settings = Path.Combine(directory, "apache.conf");
        await File.WriteAllTextAsync(settings, Settings(directory, address, hub, clientId, secret));
        var start = new ProcessStartInfo("/usr/sbin/apache2", ["-D", "FOREGROUND", "-f", settings]) { RedirectStandardError = true };
        var process = Process.Start(start)!;
        await Until.SoAsync(() => AnswersAsync(address), answers => answers, TimeSpan.FromSeconds(20));
        return new RunningApache(process, directory, address);
    }

    /// <summary>What Apache noted, for a test that fails.</summary>
    public Task<string> LogAsync() => File.ReadAllTextAsync(Path.Combine(_directory, "error.log"));

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<bool> AnswersAsync(Uri address)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Settings(string directory, Uri address, Uri hub, string clientId, string secret) => $$"""
        ServerRoot "{{directory}}"
        ServerName 127.0.0.1
        Listen {{address.Host}}:{{address.Port}}
        PidFile {{directory}}/apache.pid
        ErrorLog {{directory}}/error.log
        LogLevel warn auth_openidc:info
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule authz_user_module /usr/lib/apache2/modules/mod_authz_user.so
        LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
        LoadModule mime_module /usr/lib/apache2/modules/mod_mime.so
        LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
        LoadModule auth_openidc_module /usr/lib/apache2/modules/mod_auth_openidc.so
        User www-data
        Group www-data
        TypesConfig /etc/mime.types
        DocumentRoot {{directory}}/site
        DirectoryIndex index.html
        <Directory {{directory}}/site>
          Require all granted
        </Directory>
        OIDCProviderMetadataURL {{hub}}.well-known/openid-configuration
        OIDCClientID {{clientId}}
        OIDCClientSecret {{secret}}
        OIDCRedirectURI {{address}}members/callback
        OIDCCryptoPassphrase {{Guid.CreateVersion7():N}}
        OIDCPKCEMethod S256
        OIDCScope "openid profile email offline_access"
        OIDCSSLValidateServer Off
        OIDCCookieSameSite On
        OIDCSessionType server-cache
        OIDCRemoteUserClaim name
        <Location /members>
          AuthType openid-connect
          Require valid-user
          Header always set X-Person "expr=%{REMOTE_USER}"
        </Location>
        # No token lasts that long: each visit here refreshes, and one that fails signs out. A browser that keeps the page does not visit.
        <Location /members/fresh>
          Header always set Cache-Control "no-store"
          OIDCRefreshAccessTokenBeforeExpiry 31536000 logout_on_error
          OIDCPassRefreshToken On
          Header always set X-Refresh-Token "%{OIDC_refresh_token}e"
        </Location>
        """;
}
