namespace Agon.Node.Features.Leaderboards;

/// <summary>Which submissions become entries. Names as in the bundle format, version 2.</summary>
internal enum SubmissionRule
{
    /// <summary>The participant chooses one of their scored submissions, and may choose another one later (<c>Add</c>).</summary>
    Add,

    /// <summary>The same, and they may take it off (<c>Add_And_Delete</c>).</summary>
    AddAndDelete,

    /// <summary>The participant chooses as many as they like, and may take them off (<c>Add_And_Delete_Multiple</c>).</summary>
    AddAndDeleteMultiple,

    /// <summary>The participant's last scored submission (<c>Force_Last</c>).</summary>
    ForceLast,

    /// <summary>Every scored submission has a row (<c>Force_Latest_Multiple</c>).</summary>
    ForceLatestMultiple,

    /// <summary>The participant's best by the primary column (<c>Force_Best</c>).</summary>
    ForceBest,
}

internal static class SubmissionRules
{
    extension(SubmissionRule rule)
    {
        /// <summary>Whether participants choose what stands on the leaderboard.</summary>
        public bool IsChosen => rule is SubmissionRule.Add or SubmissionRule.AddAndDelete or SubmissionRule.AddAndDeleteMultiple;

        /// <summary>Whether they may take it off again.</summary>
        public bool IsRemovable => rule is SubmissionRule.AddAndDelete or SubmissionRule.AddAndDeleteMultiple;

        /// <summary>Whether a person may have several rows.</summary>
        public bool IsMultiple => rule is SubmissionRule.AddAndDeleteMultiple or SubmissionRule.ForceLatestMultiple;

        /// <summary>What tells a person's rows apart, see <see cref="Entry.Slot"/>.</summary>
        public int SlotOf(int submissionNumber) => rule.IsMultiple ? submissionNumber : 0;
    }
}
