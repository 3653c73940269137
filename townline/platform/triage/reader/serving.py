"""Which model reads now: a district's own if it has one, else the one that came with us."""

import logging
import os
from pathlib import Path

from townline.platform.triage.reader import embedding, model
from townline.platform.triage.reader.reading import Analyse, Answer, Reader

log = logging.getLogger(__name__)

type Mark = tuple[str, int, int]


class Readers:
    """Reads, and takes up a new model as soon as its file is there."""

    def __init__(self, analyse: Analyse) -> None:
        self._analyse, self._embed = analyse, embedding.load()
        self._mark: Mark | None = None
        self._reader: Reader | None = None

    def read(self, texts: list[str], apart: list[str] | None = None) -> list[Answer] | None:
        """Read each text; None where there is no model. ``apart``: each without known places."""
        reader = self.current()
        if reader is None:
            return None
        return [reader.read(text, rest) for text, rest in zip(texts, apart or texts, strict=True)]

    def current(self) -> Reader | None:
        """Give the reader; a model that cannot be used leaves the one before at work."""
        for file in files():
            mark = _mark(file)
            if mark is None:
                continue
            if mark == self._mark or self._take(file, mark):
                break
        return self._reader

    def _take(self, file: Path, mark: Mark) -> bool:
        try:
            made = model.load(file)
            self._reader = Reader(made, self._analyse, self._embed)
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("%s cannot be used (%s)", file.name, error)
            return False
        self._mark = mark
        log.info("reading by model %s", made.version)
        return True


def files() -> list[Path]:
    """Name the files of a model, the first that can be used is."""
    own = own_folder()
    return [model.FILE] if own is None else [own / "model.npz", model.FILE]


def own_folder() -> Path | None:
    """Say where the district's own models are: TOWNLINE_MODELS, else in the home."""
    named, home = os.environ.get("TOWNLINE_MODELS"), os.environ.get("TOWNLINE_HOME")
    if named:
        return Path(named)
    return Path(home) / "models" if home else None


def _mark(file: Path) -> Mark | None:
    try:
        stat = file.stat()
    except OSError:
        return None
    return str(file), stat.st_mtime_ns, stat.st_size
