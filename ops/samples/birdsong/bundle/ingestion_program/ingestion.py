"""Trains a participant's Model and writes down what it predicts. Needs numpy.

usage: ingestion.py INPUT OUTPUT SUBMISSION
reads INPUT/train.csv and INPUT/test.csv, imports SUBMISSION/model.py, writes OUTPUT/predictions.csv
"""

import csv
import sys
import time
import traceback
from pathlib import Path

import numpy


class Refused(Exception):
    """Something the participant can mend; its text is for them."""


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    features = [name for name in rows[0] if name not in ("id", "bird")]
    return rows, numpy.array([[float(row[name]) for name in features] for row in rows])


def load_model(submission):
    if not (submission / "model.py").is_file():
        found = ", ".join(sorted(path.name for path in submission.iterdir())[:5]) or "nothing"
        raise Refused(f"There is no model.py at the root of the zip (found: {found}). This phase runs code: see the starting kit.")
    sys.path.insert(0, str(submission))
    model = asked("imported", lambda: __import__("model"))
    if not isinstance(getattr(model, "Model", None), type):
        raise Refused("model.py has no class named Model. It needs one with the methods fit(X, y) and predict(X).")
    return asked("created", model.Model)


def asked(what, call):
    """Runs the participant's code, so that its errors are shown as theirs."""
    started = time.perf_counter()
    try:
        answer = call()
    except Exception as error:
        traceback.print_exc()
        raise Refused(f"The model could not be {what}: {type(error).__name__}: {error}") from error
    print(f"{what} in {time.perf_counter() - started:.2f} s", flush=True)
    return answer


def main(input_directory, output_directory, submission):
    output_directory.mkdir(parents=True, exist_ok=True)
    predictions = output_directory / "predictions.csv"
    predictions.unlink(missing_ok=True)  # the submission's own files are copied there: only what its code computes counts

    train, X = read(input_directory / "train.csv")
    test, X_test = read(input_directory / "test.csv")
    y = numpy.array([row["bird"] for row in train])
    print(f"{len(train)} recordings to learn from, {len(test)} to name", flush=True)

    model = load_model(submission)
    asked("trained", lambda: model.fit(X, y))
    birds = [str(bird) for bird in asked("used to predict", lambda: model.predict(X_test))]
    if len(birds) != len(test):
        raise Refused(f"predict(X) gave {len(birds)} birds for {len(test)} recordings. It has to give one for each row of X.")

    with predictions.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "bird"])
        writer.writerows((row["id"], bird) for row, bird in zip(test, birds))


if __name__ == "__main__":
    try:
        main(*(Path(argument) for argument in sys.argv[1:4]))
    except Refused as refused:
        print(refused, file=sys.stderr)
        sys.exit(1)
