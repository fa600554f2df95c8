"""Asks the eleven nearest songs, every measurement on its own scale."""

from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


class Model:
    def __init__(self):
        self.pipeline = make_pipeline(StandardScaler(), KNeighborsClassifier(n_neighbors=11, algorithm="brute"))

    def fit(self, X, y):
        self.pipeline.fit(X, y)

    def predict(self, X):
        return self.pipeline.predict(X)
