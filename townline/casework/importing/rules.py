"""Which old text answered which: questions and answers of one number, put together by time."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

USUAL_WINDOW = dt.timedelta(days=14)
_ENOUGH = 12  # an answer with fewer letters ("네, 알겠습니다") says nothing to anybody else
_LETTER = re.compile(r"[^\W_]")
_SIGNATURE = re.compile(r"[-–—][^-–—?？\n]{1,30}\Z")


class Role(StrEnum):
    """What one text was in its matter."""

    HEARD = "heard"
    QUESTION = "question"
    INTERIM = "interim"
    ANSWER = "answer"


class DatedText(Protocol):
    """A text of the past, in either direction."""

    @property
    def at(self) -> dt.datetime: ...

    @property
    def outgoing(self) -> bool: ...

    @property
    def body(self) -> str: ...


@dataclass(slots=True)
class TextExchange[T: DatedText]:
    """One matter of one resident: at least one text of theirs, first; in order of time."""

    said: list[T] = field(default_factory=list)

    @property
    def answer(self) -> T | None:
        """Give the last text out that says something, or the last one; no question back."""
        replies = [one for one in self.said if one.outgoing and not asks(one.body)]
        full = [one for one in replies if len(_LETTER.findall(one.body)) >= _ENOUGH]
        best = full or replies
        return best[-1] if best else None

    def roles(self) -> Iterator[tuple[T, Role]]:
        """Say of each text what it was. What came before or after the answer is interim."""
        answer = self.answer
        for one in self.said:
            if not one.outgoing:
                yield one, Role.HEARD
            elif one is answer:
                yield one, Role.ANSWER
            else:
                yield one, Role.QUESTION if asks(one.body) else Role.INTERIM

    @property
    def waits(self) -> bool:
        """Whether the resident's next text belongs to it: nothing was answered, or we asked."""
        last = next((one for one in reversed(self.said) if one.outgoing), None)
        return last is None or asks(last.body)


def asks(body: str) -> bool:
    """Say whether words end in a question; a signature behind it does not count."""
    return _SIGNATURE.sub("", body.rstrip()).rstrip().endswith(("?", "？"))


def pair_texts[T: DatedText](
    texts: Iterable[T], *, window: dt.timedelta, is_thanks: Callable[[T], bool]
) -> tuple[list[TextExchange[T]], list[T]]:
    """Put texts of one number, in order of time, into matters; and those out that answer nothing.

    A text out belongs to the matter before it, within ``window`` of its last text. A text in
    joins it while it waits for one, or says only thanks; else it is a matter of its own.
    """
    exchanges: list[TextExchange[T]] = []
    alone: list[T] = []
    for text in texts:
        current = exchanges[-1] if exchanges else None
        near = current is not None and text.at - current.said[-1].at <= window
        if current is not None and near and _belongs(text, current, is_thanks):
            current.said.append(text)
        elif text.outgoing:
            alone.append(text)
        else:
            exchanges.append(TextExchange([text]))
    return exchanges, alone


def _belongs[T: DatedText](
    text: T, matter: TextExchange[T], is_thanks: Callable[[T], bool]
) -> bool:
    return text.outgoing or matter.waits or is_thanks(text)
