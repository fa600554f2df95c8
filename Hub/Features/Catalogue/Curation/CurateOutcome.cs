namespace Agon.Hub.Features.Catalogue.Curation;

/// <summary>How curating a listing can end.</summary>
internal enum CurateOutcome
{
    Done,

    /// <summary>There is no such listing.</summary>
    Unknown,

    /// <summary>It was so already.</summary>
    WasSo,

    /// <summary>The public reason is missing or too long.</summary>
    NeedsReason,

    /// <summary>The note for other curators is too long.</summary>
    NoteTooLong,

    /// <summary>The day up to which it was to be featured is over.</summary>
    DayOver,

    /// <summary>Somebody else changed it since the curator saw it.</summary>
    ChangedMeanwhile,

    /// <summary>Too many tags, or one that is too long or more than a line.</summary>
    TagsUnfit,

    /// <summary>Too many words, or none of small letters, digits and hyphens.</summary>
    TaskTypesUnfit,

    /// <summary>Too many words, or none of small letters, digits and hyphens.</summary>
    ModalitiesUnfit,

    /// <summary>No code of a language.</summary>
    LanguageUnfit,

    /// <summary>Too long, or more than a line.</summary>
    InstitutionUnfit,

    /// <summary>A listing can't stand for itself.</summary>
    IntoItself,

    /// <summary>The listing that was to stand for it is not there, or is not shown.</summary>
    IntoUnknown,

    /// <summary>Another stands for the listing that was to stand for it.</summary>
    IntoMerged,
}
