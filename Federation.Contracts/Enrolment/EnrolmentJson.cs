using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agon.Federation.Contracts.Enrolment;

/// <summary>The JSON between a node and its hub: camel case, unknown members ignored, missing required members refused.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, MaxDepth = 16)]
[JsonSerializable(typeof(NodeDescription))]
[JsonSerializable(typeof(EnrolmentApplication))]
[JsonSerializable(typeof(EnrolmentAnswer))]
[JsonSerializable(typeof(NodeReport))]
[JsonSerializable(typeof(StandingCall))]
[JsonSerializable(typeof(HubReply))]
public sealed partial class EnrolmentJson : JsonSerializerContext
{
    /// <summary>The largest body read of a node or a hub, in bytes.</summary>
    public const int MaxBytes = 65_536;
}
