using System.Net;
using System.Net.Sockets;

namespace Agon.Hub.Tests.Hosting;

public sealed class TelemetryTests : IAsyncDisposable
{
    private readonly HubHost _hub = new();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task what_happens_is_told_to_the_collector_that_the_settings_name()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var called = collector.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        _hub.Settings["Telemetry:OtlpEndpoint"] = $"http://127.0.0.1:{((IPEndPoint)collector.LocalEndpoint).Port}";
        await _hub.InitializeAsync();

        (await _hub.Browser().VisitAsync("/")).Status.ShouldBe(HttpStatusCode.OK);

        using var connection = await called;
        connection.Connected.ShouldBeTrue();
    }
}
