"""Draws the sample competition's logo: a song as a spectrogram, 320 by 320 pixels (standard library only)."""

import struct
import zlib
from pathlib import Path

SIZE = 320
PAPER, INK, ACCENT, AMBER = (243, 248, 248), (31, 48, 54), (20, 110, 114), (184, 118, 32)

# Strokes of the song: column, lowest and highest point (0 is the bottom), colour.
STROKES = [
    (36, 70, 120, INK), (60, 90, 165, ACCENT), (84, 120, 215, ACCENT), (108, 150, 255, ACCENT), (132, 130, 230, ACCENT),
    (156, 95, 180, ACCENT), (180, 75, 135, INK), (216, 140, 210, AMBER), (240, 165, 250, AMBER), (264, 140, 210, AMBER),
]


def main():
    rows = [bytearray(bytes(PAPER) * SIZE) for _ in range(SIZE)]

    def rectangle(left, top, right, bottom, colour):
        for y in range(top, bottom):
            rows[y][left * 3:right * 3] = bytes(colour) * (right - left)

    rectangle(28, 272, 292, 275, INK)
    for left, low, high, colour in STROKES:
        rectangle(left, SIZE - high, left + 14, SIZE - low, colour)
        rectangle(left + 3, SIZE - high - 4, left + 11, SIZE - high, colour)
        rectangle(left + 3, SIZE - low, left + 11, SIZE - low + 4, colour)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    (Path(__file__).resolve().parent.parent / "bundle" / "logo.png").write_bytes(png)


if __name__ == "__main__":
    main()
