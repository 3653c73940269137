"""Answer templates: filling them, finding the blanks left in words, knowing words again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter

# What the programme knows of every case, and what it knows of some.
ALWAYS = ("code", "due", "today", "tomorrow", "line_number", "duty_phone")
SOMETIMES = ("place", "department", "department_phone")
FILLED = ALWAYS + SOMETIMES
KINDS = ("answer", "interim", "decline", "question")

_BLANK = re.compile(r"\[…[^\[\]\n]{0,40}\]|(?<!\S)…(?!\S)")
_AROUND = 12  # letters of what stands before and after a blank, to find it by
_SPACE = re.compile(r"\s+")
_VALUE = re.compile(r"[^.!?]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template. ``services``: for which, none means all; ``kinds``: see ``KINDS``.

    ``approved``: languages besides Korean whose words the office stands by.
    """

    key: str
    services: frozenset[str]
    kinds: tuple[str, ...]
    titles: Mapping[str, str]
    bodies: Mapping[str, str]
    approved: frozenset[str]

    def speaks(self, lang: str) -> bool:
        """Say whether its words in a language may be offered as the office's own."""
        return lang == "ko" or (lang in self.approved and lang in self.bodies)


class _Values(dict[str, str]):
    """Leaves a visible blank, with the word for it, where only the writer knows what to say."""

    def __init__(self, values: Mapping[str, str], labels: Mapping[str, str]) -> None:
        super().__init__({name: value for name, value in values.items() if value})
        self._labels = labels

    def __missing__(self, name: str) -> str:
        return f"[…{self._labels.get(name, '')}]"


def fill(body: str, values: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Put values into a template; what has none becomes ``[…word]`` by ``labels``."""
    return body.format_map(_Values(values, labels))


def blanks_in(words: str) -> list[str]:
    """Give each blank that is left, with the words between it and the others, in order."""
    at = [match.span() for match in _BLANK.finditer(words)]
    edges = [0, *(edge for span in at for edge in span), len(words)]
    return [
        _SPACE.sub(" ", words[max(begin - _AROUND, since) : min(end + _AROUND, until)]).strip()
        for (begin, end), since, until in zip(at, edges[::2], edges[3::2], strict=False)
    ]


def is_from_template(words: str, body: str, endings: Iterable[str] = ()) -> bool:
    """Say whether words are a template's, whatever was put into it, perhaps with a set ending.

    How they are spaced does not matter. Linear in the length of the words.
    """
    pieces = _pieces(body)
    tail = _after(_SPACE.sub(" ", words).strip(), pieces)
    if tail is None:
        return False
    open_end = not pieces[-1]
    return _ends(tail, open_end) or any(
        _ends_with(tail, open_end, _pieces(ending)) for ending in endings
    )


def _pieces(body: str) -> list[str]:
    """Give the words between placeholders; "" at the end where the last thing is one."""
    pieces = [""]
    for words, name, _, _ in Formatter().parse(body):
        pieces[-1] += _SPACE.sub(" ", words)
        if name is not None:
            pieces.append("")
    return pieces


def _after(words: str, pieces: list[str]) -> str | None:
    """Give what follows the last of the pieces, if all of them stand there in order."""
    if not words.startswith(pieces[0]):
        return None
    at = len(pieces[0])
    for piece in filter(None, pieces[1:]):
        found = words.find(piece, at + 1)
        if found < 0:
            return None
        at = found + len(piece)
    return words[at:]


def _ends(tail: str, open_end: bool) -> bool:
    # What stands in the last blank is a name or a date, not another sentence.
    return bool(_VALUE.fullmatch(tail.strip())) if open_end else not tail.strip()


def _ends_with(tail: str, open_end: bool, ending: list[str]) -> bool:
    at = tail.find(ending[0].strip(), 1 if open_end else 0)
    if at < 0 or not _ends(tail[:at], open_end):
        return False
    rest = _after(tail[at:], ending)
    return rest is not None and (not rest.strip() or (not ending[-1] and " " not in rest.strip()))
