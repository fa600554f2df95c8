"""Writes the recordings of the sample competition: the same files on every machine (fixed seed, standard library only)."""

import csv
import math
import random
from pathlib import Path

BUNDLE = Path(__file__).resolve().parent.parent / "bundle"
FEATURES = ["pitch_khz", "sweep_khz", "syllables", "rate_hz", "pause_s"]

# Three invented birds. Each sings two dialects, so that a straight line does not separate them.
# A dialect: how often it is heard, then mean and spread of every measurement.
BIRDS = {
    "fenwhistler": [
        (0.6, [(3.0, 0.35), (0.50, 0.16), (6, 1.6), (4.2, 0.7), (0.95, 0.22)]),
        (0.4, [(3.7, 0.35), (0.95, 0.20), (9, 1.8), (6.4, 0.8), (0.55, 0.16)]),
    ],
    "hedgechant": [
        (0.5, [(4.2, 0.35), (1.10, 0.22), (5, 1.4), (5.0, 0.7), (0.60, 0.16)]),
        (0.5, [(5.2, 0.40), (0.45, 0.16), (11, 2.0), (7.6, 0.9), (0.80, 0.20)]),
    ],
    "moorpiper": [
        (0.7, [(3.9, 0.35), (0.60, 0.18), (8, 1.8), (3.2, 0.6), (1.30, 0.26)]),
        (0.3, [(2.5, 0.30), (1.20, 0.22), (4, 1.2), (5.6, 0.8), (0.70, 0.18)]),
    ],
}
DIFFICULTY = 1.35  # widens every spread
SHARES = {"fenwhistler": 0.42, "hedgechant": 0.33, "moorpiper": 0.25}


def song(chance, bird):
    dialects = BIRDS[bird]
    measures = chance.choices([d[1] for d in dialects], [d[0] for d in dialects])[0]
    pitch, sweep, syllables, rate, pause = (chance.gauss(mean, DIFFICULTY * spread) for mean, spread in measures)
    return [
        f"{max(pitch, 0.8):.2f}",
        f"{max(sweep, 0.05):.2f}",
        str(max(1, math.floor(syllables + 0.5))),
        f"{max(rate, 0.5):.1f}",
        f"{max(pause, 0.1):.2f}",
    ]


def recordings(chance, first_id, count):
    birds = chance.choices(list(SHARES), list(SHARES.values()), k=count)
    return [(first_id + i, song(chance, bird), bird) for i, bird in enumerate(birds)]


def write(path, header, rows):
    path = BUNDLE / path
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(f"{path.relative_to(BUNDLE)}: {len(rows)} rows")


def main():
    chance = random.Random(20260214)
    labelled = recordings(chance, 1, 360)
    spring = recordings(chance, 1001, 150)
    autumn = recordings(chance, 2001, 240)

    train = [[id, *values, bird] for id, values, bird in labelled]
    write("predictions/public_data/train.csv", ["id", *FEATURES, "bird"], train)
    write("predictions/public_data/test.csv", ["id", *FEATURES], [[id, *values] for id, values, _ in spring])
    write("predictions/reference_data/answers.csv", ["id", "bird"], [[id, bird] for id, _, bird in spring])

    write("code/public_data/train.csv", ["id", *FEATURES, "bird"], train)
    write("code/input_data/train.csv", ["id", *FEATURES, "bird"], train)
    write("code/input_data/test.csv", ["id", *FEATURES], [[id, *values] for id, values, _ in autumn])
    write("code/reference_data/answers.csv", ["id", "bird"], [[id, bird] for id, _, bird in autumn])


if __name__ == "__main__":
    main()
