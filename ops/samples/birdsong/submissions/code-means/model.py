"""Names the bird whose average song is nearest."""

import numpy


class Model:
    def fit(self, X, y):
        self.birds = sorted(set(y))
        self.spread = X.std(axis=0)
        self.means = numpy.array([X[y == bird].mean(axis=0) for bird in self.birds])

    def predict(self, X):
        distances = [(((X - mean) / self.spread) ** 2).sum(axis=1) for mean in self.means]
        return [self.birds[i] for i in numpy.argmin(distances, axis=0)]
