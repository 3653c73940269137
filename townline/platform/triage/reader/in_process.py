"""Reading many texts in this process, with a line that says how far it is."""

import sys
import time
from collections.abc import Sequence

from townline.platform.triage import process
from townline.platform.triage.reader.reading import Answer
from townline.platform.triage.reader.serving import Readers

_PATIENCE = 2.0


class NoModel(RuntimeError):
    """No model can be read, or no morphemes; the words say which."""


class Reading:
    """The reader as the language process has it; needs neither that nor a database."""

    def __init__(self) -> None:
        """Load. Raises NoModel."""
        try:
            analyse = process.load()
        except (ImportError, OSError) as error:
            raise NoModel(f"no morphemes here: {error}") from error
        self._readers = Readers(lambda text: analyse([text])[0])
        reader = self._readers.current()
        if reader is None:
            raise NoModel("there is no model that can be used")
        self.version, self.meta = reader.model.version, reader.model.meta

    def read(self, texts: Sequence[str]) -> list[Answer]:
        """Read all; progress goes to the standard error output once it takes long."""
        begun = shown = time.monotonic()
        made: list[Answer] = []
        for text in texts:
            made += self._readers.read([text]) or []
            now = time.monotonic()
            if now - begun > _PATIENCE and now - shown > 1:
                shown = now
                sys.stderr.write(f"\r{len(made):,} of {len(texts):,}")
        if shown != begun:
            sys.stderr.write(f"\r{len(made):,} of {len(texts):,}\n")
        return made
