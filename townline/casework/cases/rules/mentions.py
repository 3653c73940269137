"""Who is called in a note: ``@roads.officer`` or ``@도로과 담당 1``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Something that is surely meant as a sign-in name, at the beginning of a word.
_MEANT = re.compile(r"(?<!\S)@([A-Za-z][A-Za-z0-9_-]*\.[A-Za-z0-9_.-]*[A-Za-z0-9])")
_GOES_ON = re.compile(r"[A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody who can be called, by any of these names."""

    id: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """``start`` and ``end`` enclose the @ and the name, in characters."""

    start: int
    end: int
    id: int


def called_in(body: str, people: Iterable[Callee]) -> list[Called]:
    """Find who is called, in order; of several names that fit the longest one is meant."""
    names = sorted(
        ((name.casefold(), one.id) for one in people for name in one.names if name),
        key=lambda pair: -len(pair[0]),
    )
    found, folded, at = [], body.casefold(), -1
    if len(folded) != len(body):  # a letter that folds to two would shift what follows
        folded = body.lower() if len(body.lower()) == len(body) else body
    while (at := body.find("@", at + 1)) >= 0:
        if at and _GOES_ON.match(body[at - 1]):
            continue  # an e-mail address
        hit = next((pair for pair in names if _fits(folded, at + 1, pair[0])), None)
        if hit is not None:
            found.append(Called(at, at + 1 + len(hit[0]), hit[1]))
    return found


def _fits(text: str, at: int, name: str) -> bool:
    if not text.startswith(name, at):
        return False
    after = text[at + len(name) : at + len(name) + 1]
    # A particle may follow a Korean name; letters that go on make another sign-in name.
    return not (name[-1].isascii() and _GOES_ON.match(after or " "))


def unknown_in(body: str, called: Iterable[Called]) -> list[str]:
    """List what is surely meant as a sign-in name and is nobody's."""
    starts = {one.start for one in called}
    return [m[1] for m in _MEANT.finditer(body) if m.start() not in starts]
