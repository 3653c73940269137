"""What is wrong with a district's files, collected so that one run shows everything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self


class ValueProblem(str):
    """What is wrong with a value, in our words; by ``why`` a page says it in another language."""

    why: str
    facts: Mapping[str, object]

    def __new__(cls, words: str, why: str, **facts: object) -> Self:
        """Make the words of a mistake. ``facts``: what a sentence about it names."""
        made = super().__new__(cls, words)
        made.why, made.facts = why, facts
        return made


@dataclass(frozen=True, slots=True, order=True)
class FileProblem:
    """One mistake; ``line`` counts from 1, 0 stands for the whole file."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.words}"


class DistrictInvalid(ValueError):
    """A district's files cannot be loaded; nothing was stored. ``errors`` are all its problems."""

    def __init__(self, errors: Iterable[FileProblem]) -> None:
        self.errors = sorted(errors)
        super().__init__("\n".join(map(str, self.errors)))


class Problems(list[FileProblem]):
    """The problems found so far."""

    def add(self, file: str, line: int, words: str) -> None:
        self.append(FileProblem(file, line, words))


def accepted_hint(values: Iterable[str]) -> str:
    """End an error with what would have been right."""
    return f"accepted: {', '.join(values) or '(nothing yet)'}"
