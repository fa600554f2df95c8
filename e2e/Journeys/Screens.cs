namespace Agon.Journeys;

/// <summary>On what the pages are looked at: a phone and a wide screen, light and dark.</summary>
internal sealed class Screens : TheoryData<int, ColorScheme>
{
    private const int Phone = 380, Wide = 1600;

    public Screens()
    {
        foreach (var width in (int[])[Phone, Wide])
        {
            Add(width, ColorScheme.Light);
            Add(width, ColorScheme.Dark);
        }
    }
}
