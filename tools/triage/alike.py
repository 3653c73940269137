"""Fitting how much each sign of likeness weighs.

Run as ``python -m tools.triage.alike``.

It learns from the duplicates written for it (``data/triage/duplicates/fit.jsonl``), drawn anew
many times with other positions and with and without the reader, and from made-up cities where
texts say a category only, so that place and time decide (``city.py``).
"""

import json
import math
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.optimize import minimize

from tools.triage.city import city
from townline.platform.triage.reader.in_process import Reading
from townline.platform.triage.rules import similarity_weights
from townline.platform.triage.rules.similarity import signs
from townline.training.duplicates import Found, Line, lines_read, roots_of
from townline.training.duplicates_report import read_of
from townline.training.pool import Pool
from townline.training.texts import FOLDER

# Signs of what the written duplicates do not hold: weighed by hand.
BY_HAND = {
    "other_place": 0.0, "dong": 0.4, "other_dong": -2.5, "photo": 5.0, "photo_near": 1.0,
    "sender": 0.5,
}  # fmt: skip
_FIRST_GUESS = {
    "pairs": 3.0, "rare": 2.0, "sense": 5.0, "no_sense": 3.0, "unlike": -2.0, "nowhere": -4.0,
    "far": -1.5, "old": -0.8, "place": 1.0, "service": 1.0,
    "other_service": -1.0,
}  # fmt: skip
_TIMES, _CITIES = 6, 6
_MOVED = 28.0  # metres: how far off a telephone says one stands, at the median
_METRES = 111_195.0
_HOLD = 3.0  # how strongly weights are held to the first guess
_CALIBRATED = 0.25

type Question = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], float]


def main() -> None:
    """Fit, and print the file of weights."""
    names, questions = likeness_questions()
    free = [at for at, name in enumerate(names) if name not in BY_HAND]
    some = [(rows[:, free], right, much) for rows, right, much in questions]
    guess = np.array([_FIRST_GUESS.get(names[at], 0.0) for at in free])
    made = minimize(_loss, np.r_[guess, -4.0], (some, guess), jac=True, method="L-BFGS-B")
    fitted = dict(zip([names[at] for at in free], made.x[:-1].tolist(), strict=True)) | BY_HAND
    sys.stdout.write(
        f'"""{similarity_weights.__doc__}"""\n\nBIAS = {made.x[-1]:.3f}\nWEIGHTS = {{\n'
    )
    for name in names:
        sys.stdout.write(f'    "{name}": {round(fitted[name], 3)},\n')
    sys.stdout.write("}\n")


def likeness_questions() -> tuple[list[str], list[Question]]:
    """Give the names of the signs, and for each text the signs of what came before it."""
    text_lines = (FOLDER / "duplicates" / "fit.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in text_lines]
    known = _read({row["text"] for row in rows})
    written = [
        one
        for seed in range(_TIMES)
        for read in (False, True)
        for one in _questions(
            _lines(_jitter_positions(rows, seed), known if read else {}), seed, 0.3, 1.0
        )
    ]
    made = [one for n in range(_CITIES) for one in _questions(_lines(city(n), {}), n, 0.05, 1.0)]
    much = 0.6 * len(written) / len(made)
    names = list(signs(_lines(rows[:1], {})[0].seen, _lines(rows[1:2], {})[0].seen, _one, _one))
    return names, [*written, *((each, right, much) for each, right, _ in made)]


def _one(_: int) -> float:
    return 1.0


def _read(texts: Iterable[str]) -> dict[str, tuple[bytes, str]]:
    some = sorted(texts)
    return {
        text: read_of(reading) for text, reading in zip(some, Reading().read(some), strict=True)
    }


def _lines(rows: Iterable[dict[str, Any]], known: dict[str, tuple[bytes, str]]) -> list[Line]:
    return lines_read((json.dumps(row) for row in rows), Found(), known)


def _jitter_positions(rows: list[dict[str, Any]], seed: int) -> Iterator[dict[str, Any]]:
    """Move each position a little; in half of the draws many stand at one named place."""
    rng = random.Random(seed)  # noqa: S311 -- the same weights for the same texts
    for row in rows:
        if "lat" not in row:
            yield row
            continue
        lat, lon = row["lat"] + _off(rng), row["lon"] + _off(rng) * 1.25
        if seed % 2 and rng.random() < 0.7:  # noqa: PLR2004 -- most
            step = 0.0012
            lat, lon = round(lat / step) * step, round(lon / step) * step
            yield row | {"lat": lat, "lon": lon, "place": f"{lat:.4f} {lon:.4f}"}
            continue
        yield row | {"lat": lat, "lon": lon}


def _off(rng: random.Random) -> float:
    return rng.gauss(0, _MOVED / 2) / _METRES


def _questions(lines: list[Line], seed: int, alone: float, much: float) -> Iterator[Question]:
    """Give the signs for each duplicate, and for a share of those that are none."""
    rng = random.Random(seed)  # noqa: S311 -- as above
    pool, roots, references_so_far = Pool(), roots_of(lines), set[str]()
    for line in lines:
        wanted = roots[line.duplicate_of] if line.duplicate_of in references_so_far else ""
        if wanted or (rng.random() < alone and pool.texts):
            weigh, weigh_pairs = pool.weights()
            some = pool.worth(line.seen)
            found = [list(signs(line.seen, one, weigh, weigh_pairs).values()) for one in some]
            right = np.array([roots[one.reference] == wanted for one in some])
            if some and (right.any() or not wanted):
                yield np.array(found), right, much
        pool.add(replace(line.seen))
        references_so_far.add(line.seen.reference)


def _loss(
    values: np.ndarray[Any, Any], questions: list[Question], guess: np.ndarray[Any, Any]
) -> tuple[float, np.ndarray[Any, Any]]:
    """Give how badly the right ones stand (listwise), and how badly probabilities fit."""
    weights, bias = values[:-1], values[-1]
    loss, slope = 0.0, np.zeros_like(values)
    for rows, right, much in questions:
        power = rows @ weights
        if right.any():
            share = np.exp(power - power.max())
            share /= share.sum()
            true = share * right / (share * right).sum()
            loss -= much * math.log(float((share * right).sum()))
            slope[:-1] += much * ((share - true) @ rows)
        likely = 1 / (1 + np.exp(-np.clip(power + bias, -30, 30)))
        missed = np.where(right, likely, 1 - likely)
        loss -= _CALIBRATED * much * float(np.log(missed + 1e-9).sum())
        slope[:-1] += _CALIBRATED * much * ((likely - right) @ rows)
        slope[-1] += _CALIBRATED * much * float((likely - right).sum())
    slope[:-1] += _HOLD * (weights - guess)
    return loss + _HOLD * float(((weights - guess) ** 2).sum()) / 2, slope


if __name__ == "__main__":
    main()
