using Agon.Hub.Features.SignOn.Clients;

namespace Agon.Hub.Features.SignOn.Authorization.Checks;

/// <summary>What the person is to be asked makes sense.</summary>
internal sealed class PromptCheck : IRequestCheck
{
    public SignOnRefusal? Refuse(Client client, SignOnParameters request)
    {
        var prompts = Read(request);
        return prompts switch
        {
            _ when prompts.Except(Prompts.All).Any() => SignOnRefusal.PromptUnknown,
            { Count: > 1 } when prompts.Contains(Prompts.None) => SignOnRefusal.PromptNoneWithOthers,
            _ when request["max_age"] is not null && MaxAge(request) is null => SignOnRefusal.MaxAgeMalformed,
            _ => null,
        };
    }

    public static IReadOnlyList<string> Read(SignOnParameters request) =>
        [.. (request["prompt"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    public static int? MaxAge(SignOnParameters request) =>
        int.TryParse(request["max_age"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
