namespace Agon.Node.Features.Competitions.Bundles.Reading;

/// <summary>Reads how long each step of a run may take, within what the operator allows.</summary>
internal static class StepLimit
{
    private const int Longest = 7 * 24 * 3600;

    /// <param name="section">The phase.</param>
    /// <param name="otherwise">Seconds where it says nothing, or 0.</param>
    /// <param name="max">The most the operator allows.</param>
    public static int Of(Section section, int otherwise, int max)
    {
        var wanted = section.Whole("execution_time_limit", Longest) is > 0 and var seconds ? seconds : otherwise;
        if (wanted > max && section.Has("execution_time_limit"))
        {
            section.Warn(section.PlaceOf("execution_time_limit"), $"\"execution_time_limit\" of {section.Name} is {wanted}; this site allows {max}, so that is the limit.", "Ask the operator if your programs need longer.");
        }

        return Math.Min(wanted, max);
    }
}
