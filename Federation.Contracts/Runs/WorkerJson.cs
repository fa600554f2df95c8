using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agon.Federation.Contracts.Runs;

/// <summary>The JSON of the worker protocol: camel case, unknown members ignored, missing required members refused.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LeaseRequest))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(LeaseRenewal))]
[JsonSerializable(typeof(LeaseRenewed))]
[JsonSerializable(typeof(RunReport))]
public sealed partial class WorkerJson : JsonSerializerContext;
