using Agon.Node.Features.Files;
using Microsoft.AspNetCore.DataProtection;

namespace Agon.Node.Tests.Features.Files;

public sealed class FileLinksTests
{
    private static readonly string Digest = new('a', 64);
    private readonly MovedClock _clock = new();
    private readonly FileLinks _links;

    public FileLinksTests() => _links = new FileLinks(new EphemeralDataProtectionProvider(), _clock);

    [Fact]
    public void a_link_names_one_object()
    {
        _links.Read(Token()).ShouldBe(new FileLink.To(Digest, "données.zip"));
    }

    [Fact]
    public void a_link_ends_on_time()
    {
        var token = Token();

        _clock.Now += TimeSpan.FromMinutes(4) + TimeSpan.FromSeconds(59);
        _links.Read(token).ShouldBeOfType<FileLink.To>();
        _clock.Now += TimeSpan.FromSeconds(1);
        _links.Read(token).ShouldBeOfType<FileLink.Expired>();
    }

    [Fact]
    public void every_changed_character_makes_it_unknown()
    {
        var token = Token();

        for (var i = 0; i < token.Length - 1; i++)
        {
            var forged = $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}";
            _links.Read(forged).ShouldBeOfType<FileLink.Unknown>();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64 at all")]
    public void what_is_no_token_is_unknown(string token)
    {
        _links.Read(token).ShouldBeOfType<FileLink.Unknown>();
    }

    [Fact]
    public void another_nodes_link_is_unknown()
    {
        var other = new FileLinks(new EphemeralDataProtectionProvider(), _clock);

        other.Read(Token()).ShouldBeOfType<FileLink.Unknown>();
    }

    private string Token() => _links.PathTo(Digest, "données.zip", TimeSpan.FromMinutes(5))["/files/".Length..];

    private sealed class MovedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
