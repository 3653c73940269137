"""A pytest plugin: a reader of texts that says what a test wants, and fails when it is told to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from townline.platform.triage.api import Danger, Guess, NotRead, Reading

NOTHING = Reading("test-1", (), (), sure=False, danger=None, language="ko", spam=False,
                  vector=b"", full=True)  # fmt: skip


def reading(
    *services: tuple[str, float, tuple[str, ...]],
    kind: str = "complaint",
    kind_probability: float = 0.8,
    sure: bool = False,
    danger: str = "",
    spam: bool = False,
    language: str = "ko",
) -> Reading:
    """Make what a text is read as, best service first."""
    return replace(
        NOTHING,
        services=tuple(Guess(*one) for one in services),
        kinds=(Guess(kind, kind_probability),),
        sure=sure,
        danger=Danger(danger, 0.99) if danger else None,
        spam=spam,
        language=language,
    )


@dataclass
class Reader:
    """Reads by the first of ``readings`` whose word is in the text; ``requests``: all texts sent.

    ``is_down``: it does not answer. It dies of texts that hold one of ``dies_of``.
    """

    readings: dict[str, Reading] = field(default_factory=dict)
    is_down: bool = False
    dies_of: set[str] = field(default_factory=set)
    requests: list[list[str]] = field(default_factory=list)

    def __call__(
        self, texts: Sequence[str], *, patience: float = 0.0, apart: Sequence[str] | None = None
    ) -> list[Reading]:
        self.requests.append(list(texts))
        if self.is_down or any(word in text for text in texts for word in self.dies_of):
            raise NotRead(f"no reader answered within {patience} s")
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> Reading:
        return next((reading for word, reading in self.readings.items() if word in text), NOTHING)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Have texts read as the test says."""
    made = Reader()
    monkeypatch.setattr("townline.platform.triage.api.read", made)
    return made
