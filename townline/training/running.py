"""Learning with everything in place: morphemes, embedding, the texts that came with us."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from townline.platform.triage import process
from townline.platform.triage.reader import embedding
from townline.platform.triage.reader.embedding import Embed
from townline.platform.triage.reader.features import Floats
from townline.platform.triage.reader.model import Model, load
from townline.platform.triage.reader.serving import files, own_folder
from townline.training.district import Outcome, Surroundings, TrainingExample, train as learn
from townline.training.examples import Examples, Progress, examples
from townline.training.fit import digest
from townline.training.material import everything
from townline.training.texts import FOLDER, UNSAID, Authored

type Reporter = Callable[[str], None]
_EVERY = 50


class CannotLearn(RuntimeError):
    """Something that learning needs is missing; the words say what."""


def train(
    training_examples: Iterable[TrainingExample],
    *,
    now: dt.datetime,
    dry_run: bool,
    report: Reporter,
) -> Outcome:
    """Learn for the district whose models lie in the home. Raises CannotLearn or TooFew."""
    folder = own_folder()
    if folder is None:
        raise CannotLearn("no folder for models: set TOWNLINE_MODELS or TOWNLINE_HOME")
    try:
        analyse = process.load()
    except (ImportError, OSError) as error:
        raise CannotLearn(f"no morphemes here: {error}") from error
    embed = embedding.load()
    around = Surroundings(
        base=lambda: base(
            folder, lambda text: analyse([text])[0], embed, make_progress(report, "our texts")
        ),
        analyse=lambda text: analyse([text])[0],
        embed=embed,
        folder=folder,
        now=now,
        progress=make_progress(report, "the district's texts"),
        fixed=fixed_texts(),
    )
    made = learn(training_examples, current(), around, dry_run=dry_run)
    report("")
    return made


def fixed_texts() -> list[Authored]:
    """Give the held-out texts of danger in Korean, by which no model may be worse."""
    files = (FOLDER / "heldout" / f"danger-{week}.jsonl" for week in ("summer", "winter"))
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [
        Authored("fixed", row["text"], UNSAID, UNSAID, row["lang"], row["life_safety"] or "")
        for row in rows
    ]


def current() -> Model:
    """Load the model that reads now. Raises CannotLearn."""
    for file in files():
        try:
            return load(file)
        except (OSError, ValueError, KeyError):
            continue
    raise CannotLearn("there is no model to compare with")


def make_progress(report: Reporter, what: str) -> Progress:
    """Say how far it is, now and then."""

    def progress(done: int, of: int) -> None:
        if done % _EVERY == 0 or done == of:
            report(f"{what}: {done:,} of {of:,}" if done < of else f"{what}: learning")

    return progress


def base(
    folder: Path,
    analyse: Callable[[str], process.TokenSpans],
    embed: Embed | None,
    progress: Progress,
) -> Examples:
    """Make our own texts ready; what takes minutes, their embedding, is kept for the next time."""
    texts = everything()
    cache_file = folder / f"senses-{digest(texts)}.npy"
    senses = _load_senses(cache_file, len(texts)) if embed else None
    made = examples(
        texts, analyse=analyse, embed=None if senses is not None else embed, progress=progress
    )
    if senses is not None:
        return replace(made, sense=senses)
    if made.sense is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("senses-*.npy"):
            old.unlink()
        np.save(cache_file, made.sense.astype(np.float16))
    return made


def _load_senses(file: Path, rows: int) -> Floats | None:
    try:
        senses = np.load(file, allow_pickle=False).astype(np.float32)
    except (OSError, ValueError):
        return None
    return senses if len(senses) == rows else None
