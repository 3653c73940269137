"""The figures of a file: what was read beside what is right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from townline.platform.triage.reader.reading import Answer
from townline.training.evaluation.lines import Row
from townline.training.evaluation.shares import Share, macro_f1, resample_share, share

PRECISION = 0.95
type Read = tuple[Row, Answer]
NOTHING = "-"


@dataclass
class Figures:
    """Shares by name in the order they are printed, and how often what was taken for what."""

    shares: dict[str, Share] = field(default_factory=dict)
    confusions: dict[tuple[str, str], int] = field(default_factory=dict)
    services: dict[str, Share] = field(default_factory=dict)


def figures(read: Sequence[Read]) -> Figures:
    """Count everything that the file allows to count."""
    made = Figures()
    _services(made, [(row, answer) for row, answer in read if row.service])
    kinds = [(row.kind, first(answer["kinds"])) for row, answer in read if row.kind]
    if kinds:
        made.shares["kind: accuracy"] = share(sum(a == b for a, b in kinds), len(kinds))
        made.shares["kind: macro-F1"] = resample_share(kinds, macro_f1)
        _spam(made, [(row, answer) for row, answer in read if row.kind])
    _danger(made, [(row, answer) for row, answer in read if row.danger is not None])
    for part in ("lang", "manner"):
        _by_part(made, read, part)
    langs = [(row.lang, answer["language"]) for row, answer in read if row.lang]
    if langs:
        made.shares["language: accuracy"] = share(sum(a == b for a, b in langs), len(langs))
    return made


def first(guesses: list[list[Any]]) -> str:
    """Give the first code, or what stands for none."""
    return str(guesses[0][0]) if guesses else NOTHING


def chance(guesses: list[list[Any]]) -> float:
    """Give the probability of the first code."""
    return float(guesses[0][1]) if guesses else 0.0


def _services(made: Figures, read: list[Read]) -> None:
    if not read:
        return
    pairs = [(str(row.service), first(answer["services"])) for row, answer in read]
    near = sum(row.service in [one[0] for one in answer["services"]] for row, answer in read)
    made.shares["service: accuracy"] = share(sum(a == b for a, b in pairs), len(pairs))
    made.shares["service: macro-F1"] = resample_share(pairs, macro_f1)
    made.shares["service: among the first three"] = share(near, len(pairs))
    sure = [row.service == first(answer["services"]) for row, answer in read if answer["sure"]]
    made.shares["sure (threshold of the model): coverage"] = share(len(sure), len(read))
    made.shares["sure (threshold of the model): precision"] = share(sum(sure), len(sure))
    made.shares["coverage at 95% precision, chosen on this file"] = _coverage(read)
    made.confusions = dict(Counter(pairs))
    for code in sorted({right for right, _ in pairs}):
        own = [a == b for a, b in pairs if a == code]
        made.services[code] = share(sum(own), len(own))


def _coverage(read: list[Read]) -> Share:
    # Texts that alarm are never sure, so they come last.
    ordered = sorted(
        (
            (
                not answer["danger"],
                chance(answer["services"]),
                row.service == first(answer["services"]),
            )
            for row, answer in read
        ),
        reverse=True,
    )
    right = most = 0
    for number, (_, _, hit) in enumerate(ordered, 1):
        right += hit
        if right >= PRECISION * number:
            most = number
    return share(most, len(read))


def _danger(made: Figures, read: list[Read]) -> None:
    there = [(row, answer) for row, answer in read if row.danger]
    ordinary = [answer for row, answer in read if not row.danger]
    if there:
        found = [(row, answer) for row, answer in there if answer["danger"]]
        made.shares["alarm: recall"] = share(len(found), len(there))
        known = [(row.danger, answer["danger"][0]) for row, answer in found if row.danger != "?"]
        if known:
            right = sum(a == b for a, b in known)
            made.shares["alarm: kind right where alarmed"] = share(right, len(known))
    if ordinary:
        false = sum(answer["danger"] is not None for answer in ordinary)
        made.shares["alarm: share of ordinary texts alarmed"] = share(false, len(ordinary))


def _by_part(made: Figures, read: Sequence[Read], part: str) -> None:
    """Count danger for each value that lines give of ``part`` (``lang``, ``manner``)."""
    for value in sorted({str(row.told[part]) for row, _ in read if row.told.get(part)}):
        own = [(row, answer) for row, answer in read if str(row.told.get(part)) == value]
        judged = [(row, answer) for row, answer in own if row.danger is not None]
        found = [answer["danger"] is not None for row, answer in judged if row.danger]
        false = [answer["danger"] is not None for row, answer in judged if not row.danger]
        named = f"alarm in {part} {value}" if part != "lang" else f"alarm in {value}"
        made.shares[f"{named}: recall"] = share(sum(found), len(found))
        made.shares[f"{named}: ordinary alarmed"] = share(sum(false), len(false))


def _spam(made: Figures, read: list[Read]) -> None:
    there = [answer["spam"] for row, answer in read if row.kind == "spam"]
    others = [answer["spam"] for row, answer in read if row.kind != "spam"]
    made.shares["spam: recall"] = share(sum(there), len(there))
    made.shares["spam: share of other texts set aside"] = share(sum(others), len(others))
