namespace Agon.Node.Worker.Runs;

/// <summary>The checksum of the zip format (CRC-32), which the framework keeps in an entry but does not compare.</summary>
internal struct Checksum()
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Row)];

    private uint _state = uint.MaxValue;

    public readonly uint Value => ~_state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var next in bytes)
        {
            _state = Table[(byte)(_state ^ next)] ^ (_state >> 8);
        }
    }

    private static uint Row(int number)
    {
        var row = (uint)number;
        for (var bit = 0; bit < 8; bit++)
        {
            row = (row & 1) == 0 ? row >> 1 : (row >> 1) ^ 0xedb88320;
        }

        return row;
    }
}
