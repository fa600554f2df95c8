using Agon.Node.Features.Competitions;
using Agon.Node.Features.Files;
using Agon.Node.Features.Submissions;
using Agon.Portal.Accounts;

namespace Agon.Node.Tests;

internal sealed partial class Given
{
    /// <summary>A submission to the first phase, waiting; it has no runs.</summary>
    public async Task<Submission> Submission(Competition competition, Account? account = null)
    {
        account ??= await Account();
        var file = await StoredFile("answers", StoredFileKind.Submission, "answers.zip");
        return await SavedAsync(new Submission
        {
            Id = NewId(),
            CompetitionId = competition.Id,
            PhaseId = competition.Phases[0].Id,
            AccountId = account.Id,
            Number = Next(),
            FileId = file.Id,
            HasMetadata = false,
            HasWrappingFolder = false,
            CreatedAt = node.Clock.GetUtcNow(),
        });
    }
}
