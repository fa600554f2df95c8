using Agon.Federation.Contracts;
using Agon.Federation.Contracts.Enrolment;
using Agon.Federation.Contracts.Feed;
using Agon.Node.Features.SignOn.Identities;
using Agon.Node.Features.SignOn.Sessions;
using Agon.Portal.Accounts;

namespace Agon.Node.Features.Federation;

/// <summary>
/// What a hub's answers may hold: its words come into pages, mails, logs and terminals, and its names into addresses. The hub may be anybody's,
/// and an answer with anything else in it is unreadable.
/// </summary>
internal static class HubAnswers
{
    public const int ClientIdMaxLength = 64, SlugMaxLength = 60, TextMaxLength = 200, MaxKeys = 20, MaxRequests = 20, MaxBuckets = 4096;

    public static bool IsReadable(EnrolmentAnswer answer) =>
        NodeAddress.TryRead(answer.Issuer, out _) && IsName(answer.HubName) && IsMark(answer.ClientId, ClientIdMaxLength) && IsSlug(answer.Slug)
        && IsMark(answer.Challenge, TextMaxLength) && Enum.IsDefined(answer.State);

    public static bool IsReadable(HubReply reply) =>
        IsName(reply.HubName) && IsMark(reply.Challenge, TextMaxLength) && Enum.IsDefined(reply.State)
        && reply.KnownKeys.Count <= MaxKeys && reply.KnownKeys.All(k => IsMark(k, TextMaxLength))
        && reply.EndedSessions.All(IsReadable) && reply.DeletedAccounts.All(IsReadable);

    public static bool IsReadable(FeedAnswer answer) =>
        answer.Cursor >= 0 && answer.Results.Count <= FeedBatch.MaxRecords && answer.Requests.Count <= MaxRequests && answer.Results.All(IsReadable);

    public static bool IsReadable(InventoryAnswer answer) =>
        answer.Cursor >= 0 && answer.List.Count <= MaxBuckets && answer.List.All(b => b is not null) && answer.Tell.Count <= MaxBuckets && answer.Tell.All(t => t is not null);

    // A reader of JSON lets null stand in a list.
    private static bool IsReadable(SessionEnd? end) =>
        end is not null && (end.Sid is null || IsMark(end.Sid, SignOnSession.SidMaxLength)) && (end.Sub is null || IsMark(end.Sub, LinkedIdentity.SubjectMaxLength));

    private static bool IsReadable(RecordResult? result) =>
        result is not null && (result.Problem is null || IsMark(result.Problem, CompetitionCard.WordMaxLength)) && Enum.IsDefined(result.Verdict)
        && (result.Detail is null || (result.Detail.Length <= RecordResult.DetailMaxLength && PlainText.Is(result.Detail)));

    private static bool IsReadable(AccountEnd? end) => end is not null && IsMark(end.Sub, LinkedIdentity.SubjectMaxLength);

    private static bool IsName(string text) => text.Trim().Length is > 0 and <= Membership.NameMaxLength && PlainNameAttribute.IsPlain(text);

    private static bool IsSlug(string text) => text.Length is > 0 and <= SlugMaxLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsMark(string? text, int longest) => text is { Length: > 0 } && text.Length <= longest && text.All(c => c is > ' ' and <= '~');
}
