"""Two places that stand for what lies between them: ``한들역에서 느티역까지``."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from townline.platform.triage.rules.places import entries
from townline.platform.triage.rules.places.gazetteer import Gazetteer
from townline.platform.triage.rules.places.letters import LetterText
from townline.platform.triage.rules.places.mentions import Mention

_AND = re.compile(
    r"(\d+번출구)?(앞|옆|쪽|역)?(와|과|랑|이랑|하고|에서|부터|에서부터|and|to|까지와)?$"
)
_BETWEEN = re.compile(r"(역|앞|쪽)?(사이|까지|중간|구간|가운데)")
_BETWEEN_EN = re.compile(r"(between|from|betweenthe)$")
_FAR = 10


def join_mentions(
    text: LetterText, found: Iterable[Mention], known: Gazetteer
) -> Iterator[Mention]:
    """Give the mentions, with two that are joined as one."""
    waiting: Mention | None = None
    for mention in found:
        if waiting is None:
            waiting = mention
        elif _between(text, waiting, mention):
            yield _both(waiting, mention, known)
            waiting = None
        else:
            yield waiting
            waiting = mention
    if waiting is not None:
        yield waiting


def _between(text: LetterText, one: Mention, other: Mention) -> bool:
    if entries.OUTSIDE in (one.kind, other.kind) or one.end > other.start:
        return False
    link = _AND.match(text.letters[one.end : other.start])
    if link is None or not (link[3] or text.letters[one.end : other.start] == ""):
        return False
    before = text.letters[max(0, one.start - _FAR) : one.start]
    return bool(_BETWEEN.match(text.letters, other.end) or _BETWEEN_EN.search(before))


def _both(one: Mention, other: Mention, known: Gazetteer) -> Mention:
    # "용답역과 청계천 사이": what runs through many dongs is here where the other one is.
    narrow = min(one, other, key=lambda mention: len(mention.cells(known)))
    shared = one.cells(known) & other.cells(known)
    return replace(
        one,
        name_ko=f"{one.name_ko}~{other.name_ko}",
        name_en=f"{one.name_en} - {other.name_en}",
        entries=narrow.entries if shared else (*one.entries, *other.entries),
        end=other.end,
        weight=max(one.weight, other.weight, 2),
    )
