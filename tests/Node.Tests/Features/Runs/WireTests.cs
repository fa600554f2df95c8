using System.Text.Json;
using System.Text.Json.Nodes;
using Agon.Federation.Contracts.Runs;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Agon.Node.Tests.Features.Runs;

/// <summary>The node, as it is configured, speaks the JSON of the contract's golden files.</summary>
public sealed class WireTests(NodeHost node) : IClassFixture<NodeHost>
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Wire");

    private JsonSerializerOptions Options => node.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

    [Fact]
    public void every_message_is_read_and_written_as_its_golden_file()
    {
        var files = Directory.GetFiles(Folder, "*.json");
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var golden = JsonNode.Parse(File.ReadAllText(file))!;
            foreach (var message in golden is JsonArray words ? words.ToArray() : [golden])
            {
                var value = message.Deserialize(TypeOf(file), Options);
                JsonNode.DeepEquals(JsonSerializer.SerializeToNode(value, TypeOf(file), Options), message).ShouldBeTrue(file);
            }
        }
    }

    [Fact]
    public void a_message_without_its_token_is_refused() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<LeaseRenewal>("""{"step":"Scoring"}""", Options));

    // A variant's file is named for its type and, after a dot, for what is special.
    private static Type TypeOf(string file) =>
        typeof(Lease).Assembly.GetType($"{typeof(Lease).Namespace}.{Path.GetFileName(file).Split('.')[0]}", throwOnError: true)!;
}
