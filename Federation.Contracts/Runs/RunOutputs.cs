namespace Agon.Federation.Contracts.Runs;

/// <summary>
/// What a worker uploads before it reports: <c>PUT /api/worker/leases/{id}/outputs/{name}</c> with the raw bytes, the header
/// <see cref="FencingTokenHeader"/>, and <see cref="Sha256Header"/>, which the node verifies. Answers 204; 409
/// <see cref="Problems.LeaseLost"/>; 413 when too large; 422 <see cref="Problems.DigestMismatch"/> when the bytes are not the ones announced.
/// </summary>
public static class RunOutputs
{
    /// <summary>Zip of the prediction step's <c>/app/output</c>.</summary>
    public const string Prediction = "prediction";

    /// <summary>Zip of the scoring step's <c>/app/output</c>.</summary>
    public const string Scoring = "scoring";

    /// <summary>The HTML page a scoring program left.</summary>
    public const string DetailedResults = "detailed-results";

    /// <summary>Every name there is.</summary>
    public static IReadOnlyList<string> All { get; } = [Prediction, Scoring, DetailedResults];

    /// <summary>Header with the lease's fencing token, a decimal number.</summary>
    public const string FencingTokenHeader = "Agon-Fencing-Token";

    /// <summary>Header with the digest of the body, 64 lower-case hexadecimal digits.</summary>
    public const string Sha256Header = "Agon-Sha256";
}
