"""Fails while it learns, to show what a participant then reads."""


class Model:
    def fit(self, X, y):
        print("looking for owls", flush=True)
        owls = X[y == "owl"]
        self.mean = owls[0]

    def predict(self, X):
        return ["fenwhistler"] * len(X)
