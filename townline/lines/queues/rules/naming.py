"""How a ticket's number is written, and what a text to the line asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from townline.platform.core.text.typed import Lexicon


def format_number(prefix: str, number: int | None) -> str:
    """Write a number as people read it, ``A31``; "" before there is one."""
    return "" if number is None else f"{prefix}{number}"


@dataclass(frozen=True, slots=True)
class TextedRequest:
    """A text that asks for a ticket.

    ``queue`` is "" where it names none; ``sure`` is False where it goes on with words that we do
    not know: "번호표 고장" is for the mayor.
    """

    queue: str
    language: str
    sure: bool = True


def parse_ticket_text(
    body: str, words: Mapping[str, Iterable[str]], asking: Mapping[str, Iterable[str]]
) -> tuple[str, str] | None:
    """Say in what language a text asks for a ticket, and what is left of it; None if it does not.

    ``words``: by language, what such a text begins or ends with; ``asking``: by language, what
    people end with when they ask for something. Case and spaces do not matter.
    A long text that only happens to begin so asks for none.
    """
    for language, openings in words.items():
        plain = _bare(_plain(body), [_plain(end) for end in asking.get(language, ())])
        for opening in sorted(map(_plain, openings), key=len, reverse=True):
            if plain.startswith(opening) or plain.endswith(opening):
                rest = plain.removeprefix(opening).removesuffix(opening)
                return (language, rest) if len(rest) <= _LONGEST else None
    return None


def _bare(plain: str, ends: Iterable[str]) -> str:
    """Take off what asks politely: "세무번호표좀주세요" is "세무번호표"."""
    known = sorted(filter(None, ends), key=len, reverse=True)
    while end := next((end for end in known if plain.endswith(end) and plain != end), ""):
        plain = plain.removesuffix(end)
    return plain


def find_queue(
    language: str, rest: str, queues: Mapping[str, Iterable[str]]
) -> TextedRequest | None:
    """Find the queue that the rest of such a text names; None for a text too long to mean one.

    ``queues``: by code, what each is called.
    """
    if code := Lexicon(queues).find(rest):
        return TextedRequest(code, language)
    return TextedRequest("", language, sure=not rest) if len(rest) <= _LIKELY else None


_LONGEST = 24  # signs; no queue's name is longer
_LIKELY = 12  # a longer word that is no queue's name is a sentence


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
