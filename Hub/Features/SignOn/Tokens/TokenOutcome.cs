using System.Text.Json.Nodes;

namespace Agon.Hub.Features.SignOn.Tokens;

/// <summary>How asking for tokens can end.</summary>
internal abstract record TokenOutcome
{
    private TokenOutcome()
    {
    }

    /// <summary>Tokens, as RFC 6749 §5.1 writes them.</summary>
    public sealed record Issued(JsonObject Answer) : TokenOutcome;

    public sealed record Refused(SignOnRefusal Refusal) : TokenOutcome;
}
