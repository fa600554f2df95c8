"""Compares predictions.csv with the answers. Standard library only.

usage: score.py INPUT OUTPUT
reads INPUT/ref/answers.csv and INPUT/res/predictions.csv, writes OUTPUT/scores.json and OUTPUT/detailed_results.html
"""

import csv
import json
import sys
from html import escape
from pathlib import Path


class Refused(Exception):
    """Something the participant can mend; its text is for them."""


def read_answers(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["bird"] for row in csv.DictReader(file)}


def read_predictions(path, answers):
    if not path.is_file():
        raise Refused("There is no predictions.csv. In the first phase, put it at the root of the zip; "
                      "in the second, the log of the ingestion program says why your code wrote none.")
    birds = sorted(set(answers.values()))
    predictions = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        try:
            header = [cell.strip() for cell in next(reader, [])]
            if header != ["id", "bird"]:
                raise Refused(f"predictions.csv, line 1: expected the header 'id,bird', found '{','.join(header)[:80]}'.")
            for row in reader:
                where = f"predictions.csv, line {reader.line_num}"
                if not row:
                    continue
                if len(row) != 2:
                    raise Refused(f"{where}: expected an id and a bird, found {len(row)} values.")
                id, bird = row[0].strip(), row[1].strip()
                if id not in answers:
                    raise Refused(f"{where}: there is no recording {id[:40]!r} in test.csv.")
                if id in predictions:
                    raise Refused(f"{where}: recording {id} has an answer already.")
                if bird not in birds:
                    raise Refused(f"{where}: {bird[:40]!r} is none of {', '.join(birds)}.")
                predictions[id] = bird
        except (UnicodeDecodeError, csv.Error) as error:
            raise Refused(f"predictions.csv is not a text file with comma-separated values: {error}.") from error
    missing = [id for id in answers if id not in predictions]
    if missing:
        raise Refused(f"predictions.csv has no answer for {len(missing)} of {len(answers)} recordings; the first is {missing[0]}.")
    return predictions


def count(answers, predictions):
    birds = sorted(set(answers.values()))
    table = {true: dict.fromkeys(birds, 0) for true in birds}
    for id, true in answers.items():
        table[true][predictions[id]] += 1
    return table


def score(table):
    total = sum(sum(row.values()) for row in table.values())
    right = sum(table[bird][bird] for bird in table)
    f1 = []
    for bird in table:
        said = sum(row[bird] for row in table.values())
        there = sum(table[bird].values())
        f1.append(2 * table[bird][bird] / (said + there) if said + there else 0.0)
    return {"accuracy": right / total, "macro_f1": sum(f1) / len(f1), "mistakes": total - right}


def details(table, scores):
    birds = list(table)
    head = "".join(f"<th scope='col'>{escape(bird)}</th>" for bird in birds)
    rows = "".join(
        f"<tr><th scope='row'>{escape(true)}</th>" + "".join(f"<td>{table[true][said]}</td>" for said in birds) + "</tr>"
        for true in birds)
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Which bird was taken for which</title>"
        "<style>body{font:16px/1.5 system-ui,sans-serif;margin:1rem}table{border-collapse:collapse}"
        "th,td{padding:.3rem .8rem;border-bottom:1px solid #ccc;text-align:right}th[scope=row]{text-align:left}</style>"
        f"<h1>Which bird was taken for which</h1><p>{scores['mistakes']} mistakes.</p>"
        f"<table><caption>Rows: the bird that sang. Columns: the prediction.</caption><thead><tr><td></td>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></html>\n")


def main(input_directory, output_directory):
    answers = read_answers(input_directory / "ref" / "answers.csv")
    table = count(answers, read_predictions(input_directory / "res" / "predictions.csv", answers))
    scores = score(table)
    output_directory.mkdir(parents=True, exist_ok=True)
    (output_directory / "scores.json").write_text(json.dumps(scores) + "\n", encoding="utf-8")
    (output_directory / "detailed_results.html").write_text(details(table, scores), encoding="utf-8")
    for name, value in scores.items():
        print(f"{name}: {value:.4f}" if isinstance(value, float) else f"{name}: {value}")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except Refused as refused:
        print(refused, file=sys.stderr)
        sys.exit(1)
