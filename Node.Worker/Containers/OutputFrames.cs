using System.Buffers;
using System.Buffers.Binary;

namespace Agon.Node.Worker.Containers;

/// <summary>Receives a piece of what a container wrote.</summary>
internal delegate void OutputSink(bool isError, ReadOnlySpan<byte> bytes);

/// <summary>
/// Reads the engine's multiplexed output: frames of eight header bytes (stream, three zeros, big-endian length) and a payload.
/// A frame's length is whatever the container wrote at once, so payloads are handed on in pieces and never held whole.
/// </summary>
internal static class OutputFrames
{
    private const int HeaderLength = 8;
    private const int PieceLength = 16 * 1024;

    public static async Task ReadAsync(Stream stream, OutputSink sink, CancellationToken ct)
    {
        var header = new byte[HeaderLength];
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            while (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, ct) == HeaderLength)
            {
                if (header[0] > 2 || header[1] != 0 || header[2] != 0 || header[3] != 0)
                {
                    throw new EngineException(null, "The container engine's output stream is not framed as its API says.");
                }

                var left = (long)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
                while (left > 0)
                {
                    var read = await stream.ReadAsync(piece.AsMemory(0, (int)Math.Min(left, PieceLength)), ct);
                    if (read == 0)
                    {
                        return;
                    }

                    sink(header[0] == 2, piece.AsSpan(0, read));
                    left -= read;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
