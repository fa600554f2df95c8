using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn.Authorization.Checks;

/// <summary>No parameter stands twice, and those that come back in the answer are of a bearable size.</summary>
internal sealed class ParameterCheck : IRequestCheck
{
    public SignOnRefusal? Refuse(Client client, SignOnParameters request) => request switch
    {
        { AnyTwice: true } => SignOnRefusal.ParameterTwice,
        _ when !IsFit(request["state"], AuthorizationRequest.StateMaxLength) || !IsFit(request["nonce"], AuthorizationRequest.NonceMaxLength) => SignOnRefusal.ParameterUnfit,
        _ when request["login_hint"] is { } hint && (hint.Length > AuthorizationRequest.HintMaxLength || hint.Any(char.IsControl)) => SignOnRefusal.ParameterUnfit,
        _ => null,
    };

    // RFC 6749 appendix A.5: what a state may hold.
    private static bool IsFit(string? text, int longest) => text is null || (text.Length <= longest && text.All(c => c is >= ' ' and <= '~'));
}
