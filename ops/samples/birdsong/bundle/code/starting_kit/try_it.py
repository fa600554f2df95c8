"""Tries model.py on a part of train.csv that it has not learned from."""

import csv

import numpy

from model import Model

with open("train.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
features = [name for name in rows[0] if name not in ("id", "bird")]
X = numpy.array([[float(row[name]) for name in features] for row in rows])
y = numpy.array([row["bird"] for row in rows])
held_out = numpy.arange(len(rows)) % 4 == 0

model = Model()
model.fit(X[~held_out], y[~held_out])
right = sum(said == true for said, true in zip(model.predict(X[held_out]), y[held_out]))
print(f"{right} of {held_out.sum()} named rightly: accuracy {right / held_out.sum():.4f}")
