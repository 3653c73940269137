"""Learning from what a district decided: old and new are compared on its newest texts."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from townline.platform.core.text.languages import language
from townline.platform.triage.reader.embedding import Embed
from townline.platform.triage.reader.features import Floats, TokenSpans
from townline.platform.triage.reader.heads import NONE, heads
from townline.platform.triage.reader.model import Model, save
from townline.platform.triage.rules.reading import DANGERS
from townline.training.calibrate import score_examples
from townline.training.evaluation.shares import Share, share
from townline.training.examples import CODES, Examples, Progress, examples, join_examples
from townline.training.fit import digest, fit
from townline.training.texts import KINDS, SERVICES, UNSAID, Authored

LEAST = 50
_HELD_SHARE = 0.2
_DISTRICT = "x"


class TrainingExample(Protocol):
    """A text as people sorted it; the fields of a named tuple."""

    @property
    def text(self) -> str: ...
    @property
    def service_code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def danger(self) -> str | None: ...
    @property
    def at(self) -> dt.datetime: ...


class TooFew(ValueError):
    """There is not enough to learn from; says how much there is."""


@dataclass(frozen=True, slots=True)
class ModelScore:
    """How a model did on the texts held out; ``loss``: mean surprise, less is better.

    ``missed_dangers`` and ``false_alarms`` are counted on these and on the fixed texts.
    """

    version: str
    accuracy: Share
    loss: float
    missed_dangers: int = 0
    false_alarms: int = 0

    def is_as_safe_as(self, other: "ModelScore") -> bool:
        """Say whether it misses no more dangers and raises no more false alarms."""
        missed = self.missed_dangers <= other.missed_dangers
        return missed and self.false_alarms <= other.false_alarms

    def better_than(self, other: "ModelScore") -> bool:
        """Compare by accuracy, then by how sure it was; what is less safe is never better."""
        if not self.is_as_safe_as(other):
            return False
        mine, theirs = self.accuracy.value or 0.0, other.accuracy.value or 0.0
        return (mine, -self.loss) > (theirs, -other.loss)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``replaced``: the new model reads from now on."""

    learnt: int
    held: int
    old: ModelScore
    new: ModelScore
    replaced: bool


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What learning needs: the texts that came with us made ready, and who takes texts apart.

    ``fixed``: texts of danger and near misses that every model is measured on.
    """

    base: Callable[[], Examples]
    analyse: Callable[[str], TokenSpans]
    embed: Embed | None
    folder: Path
    now: dt.datetime
    progress: Progress = lambda _done, _of: None
    fixed: Sequence[Authored] = ()


def train(
    training_examples: Iterable[TrainingExample],
    current: Model,
    around: Surroundings,
    *,
    dry_run: bool,
) -> Outcome:
    """Learn from the older lessons, measure on the newest, keep the better one. Raises TooFew."""
    older, newest = split(sorted(training_examples, key=lambda one: one.at))
    learnt, held = (
        examples(part, analyse=around.analyse, embed=around.embed, progress=around.progress)
        for part in (older, [*newest, *around.fixed])
    )
    version = f"own-{around.now:%Y%m%d-%H%M%S}-{digest(older)[:6]}"
    new = fit(
        join_examples(around.base(), learnt), about={"version": version, "data": digest(older)}
    )
    before, after = score_model(current, held), score_model(new, held)
    replaced = after.better_than(before) and not dry_run
    if replaced:
        put(new, around.folder)
    return Outcome(len(older), len(newest), before, after, replaced)


def split(training_examples: Sequence[TrainingExample]) -> tuple[list[Authored], list[Authored]]:
    """Part the newest month (or the newest fifth, if all are of one month) from the rest."""
    if len(training_examples) < LEAST:
        raise TooFew(
            f"{len(training_examples)} decided texts are too few to learn from; {LEAST} are needed"
        )
    month = training_examples[-1].at.strftime("%Y-%m")
    cut = next(n for n, one in enumerate(training_examples) if one.at.strftime("%Y-%m") == month)
    fifth = int(len(training_examples) * (1 - _HELD_SHARE))
    # A month that just began is too short to judge by, and one that is all leaves no rest.
    cut = min(cut, fifth) if cut > len(training_examples) // 2 else fifth
    texts = [_text(one) for one in training_examples]
    return texts[:cut], texts[cut:]


def _text(example: TrainingExample) -> Authored:
    return Authored(
        batch=f"{_DISTRICT}-{example.at:%Y-%m}",
        text=example.text,
        service=example.service_code if example.service_code in SERVICES else UNSAID,
        kind=example.kind if example.kind in KINDS else UNSAID,
        lang="en" if language(example.text) == "en" else "ko",
        danger=example.danger if example.danger and example.danger in DANGERS else "",
    )


def score_model(model: Model, held: Examples) -> ModelScore:
    """Measure a model on texts whose service is known."""
    full = held.sense is not None
    scores = score_examples(held, model.idf, model.centre, model.full if full else model.plain)
    head = heads(model.meta, "full" if full else "plain")["service"]
    rows = np.flatnonzero(held.right["service"] >= 0)
    shares, right = head.probabilities(scores[rows]), held.right["service"][rows]
    hits = int((shares.argmax(1) == right).sum())
    surprise = -np.log(shares[np.arange(len(rows)), right] + 1e-9)
    loss = float(surprise.mean()) if len(rows) else 0.0
    missed, false = _danger_errors(model, held, scores)
    return ModelScore(model.version, share(hits, len(rows)), loss, missed, false)


def _danger_errors(model: Model, held: Examples, scores: Floats) -> tuple[int, int]:
    """Count the dangers that a model misses, and its false alarms."""
    head = heads(model.meta, "plain" if held.sense is None else "full")["danger"]
    alarmed = head.risk(scores) >= head.threshold
    is_danger = held.right["danger"] != CODES["danger"].index(NONE)
    return int((is_danger & ~alarmed).sum()), int((alarmed & ~is_danger).sum())


def put(model: Model, folder: Path) -> None:
    """Keep the model under its version, and let it read: whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    save(model, folder / f"{model.version}.npz")
    save(model, folder / "model.npz")
