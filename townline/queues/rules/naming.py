"""How a ticket's number is written, and what a text to the line asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


def shown(prefix: str, number: int | None) -> str:
    """Write a number as people read it, ``A31``; "" before there is one."""
    return "" if number is None else f"{prefix}{number}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A text that asks for a ticket.

    ``queue`` is "" where it names none; ``sure`` is False where it goes on with words that we do
    not know: "번호표 고장" is for the mayor.
    """

    queue: str
    language: str
    sure: bool = True


def asked(
    body: str, *, words: Mapping[str, Iterable[str]], queues: Mapping[str, Iterable[str]]
) -> Asked | None:
    """Read "번호표 보건소" or "ticket passport"; None for a text that asks for none.

    ``words``: by language, what such a text begins with. ``queues``: by code, what each is
    called. Case, spaces and the order of the two do not matter.
    """
    plain = _plain(body)
    for language, openings in words.items():
        for opening in sorted(map(_plain, openings), key=len, reverse=True):
            if plain.startswith(opening) or plain.endswith(opening):
                rest = plain.removeprefix(opening).removesuffix(opening)
                return _named(rest, language, queues)
    return None


def _named(rest: str, language: str, queues: Mapping[str, Iterable[str]]) -> Asked | None:
    for code, names in queues.items():
        if rest in {_plain(name) for name in names}:
            return Asked(code, language)
    # A long text that only happens to begin so is no wish at all.
    return Asked("", language, sure=not rest) if len(rest) <= _LONGEST_NAME else None


_LONGEST_NAME = 12


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
