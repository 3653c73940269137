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
    """Give each blank that is left, with the words around it, in order."""
    found = []
    for match in _BLANK.finditer(words):
        before = words[max(match.start() - _AROUND, 0) : match.start()]
        after = words[match.end() : match.end() + _AROUND]
        found.append(_SPACE.sub(" ", before + match[0] + after).strip())
    return found


def names_in(body: str) -> list[str]:
    """Give the placeholders of a template. Raises ValueError where the braces are not in order."""
    return [name for _, name, _, _ in Formatter().parse(body) if name is not None]


def matcher(body: str, endings: Iterable[str] = ()) -> re.Pattern[str]:
    """Make what knows a template's words again, whatever was put into it.

    Set endings may follow it; how words are spaced does not matter.
    """
    ends = "|".join(map(_pattern, endings))
    return re.compile(_pattern(body) + (rf"(?:\s*(?:{ends}))*" if ends else ""), re.DOTALL)


def _pattern(body: str) -> str:
    pieces = []
    for words, name, _, _ in Formatter().parse(body):
        pieces.append(r"\s+".join(re.escape(word) for word in _SPACE.split(words)))
        if name is not None:
            pieces.append(r".{1,200}?")
    return "".join(pieces)
