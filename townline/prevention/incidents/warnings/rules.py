from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from townline.platform.core.text.typed import fold_text, jamo

# A text that asks for warnings: the word of a kind, a word that asks, a dong.

_TAIL = 8  # letters of politeness behind a dong that is known
_NAME = 8  # letters that a dong may have which is not
_TOKENS = 4


@dataclass(frozen=True, slots=True)
class WarningRequest:
    """``kind``: its code, "" for one that there is not; ``dong``: "" for none that is known.

    ``near``: dongs whose names are like what was typed. ``stop``: the kind is asked for no more,
    in the dong or, where none is named, anywhere.
    """

    kind: str
    dong: str
    near: tuple[str, ...] = ()
    stop: bool = False


def parse_request(
    body: str, *, kinds: Mapping[str, str], asks: Iterable[str], dongs: Mapping[str, str],
    stops: Iterable[str] = (), requests: Iterable[str] = (),
) -> WarningRequest | None:  # fmt: skip
    """Read ``빙판 알림 느티동``, ``ice alerts Neuti-dong``, ``빙판 알림 그만``; None for no such.

    ``kinds``: word to code. ``dongs``: name in any language to the Korean one. ``requests``: words
    that may stand between or around (``느티동 빙판 알림 신청``). What only begins like it and goes
    on otherwise (``빙판 알림 표지판이 넘어졌어요``) is somebody's own matter.
    """
    asks, keys = list(asks), _keys(requests)
    found = _split(_without(fold_text(body), keys), list(kinds), asks)
    if found is None:
        found = _dong_first(_without(fold_text(body), keys), list(kinds), asks, dongs)
    if found:
        found = found[0], _without(found[1], keys)
    if found is None:
        return _unknown_kind(body, asks, dongs)
    word, rest = found
    left = _strip_stop(rest, stops)
    if left is not None and (dong_of(left, dongs) or len(left) <= _TAIL):
        return WarningRequest(kinds[word], dong_of(left, dongs), stop=True)
    dong = dong_of(rest, dongs)
    if dong or not rest:
        return WarningRequest(kinds[word], dong)
    if len(rest) > _NAME or len(body.split()) > _TOKENS:
        return None
    names = {jamo(fold_text(name)): ko for name, ko in dongs.items()}
    near = get_close_matches(jamo(rest), names, n=3, cutoff=0.6)
    return WarningRequest(kinds[word], "", tuple(dict.fromkeys(names[one] for one in near)))


def _split(whole: str, words: list[str], asks: list[str]) -> tuple[str, str] | None:
    """Give the word of a kind and what stands behind the word that asks; the longest first."""
    for word in sorted(words, key=len, reverse=True):
        for ask in sorted(asks, key=len, reverse=True):
            begin = fold_text(word) + fold_text(ask)
            if whole.startswith(begin):
                return word, whole[len(begin) :]
    return None


def _keys(words: Iterable[str]) -> list[str]:
    return sorted({key for word in words if (key := fold_text(word))}, key=len, reverse=True)


def _without(text: str, keys: Iterable[str]) -> str:
    """Take words of asking from the beginning of folded text, the longest first."""
    found = next((key for key in keys if text.startswith(key)), "")
    return text.removeprefix(found)


def _dong_first(
    whole: str, words: list[str], asks: list[str], dongs: Mapping[str, str]
) -> tuple[str, str] | None:
    """Read a dong that stands before the kind as one that stands behind it."""
    for name in sorted(dongs, key=len, reverse=True):
        key = fold_text(name)
        if whole.startswith(key) and (found := _split(whole.removeprefix(key), words, asks)):
            word, rest = found
            return (word, key + rest) if len(rest) <= _TAIL else None
    return None


def _strip_stop(rest: str, stops: Iterable[str]) -> str | None:
    """Give what stands behind or before the word that ends it; None where there is no such word."""
    for key in sorted(map(fold_text, stops), key=len, reverse=True):
        if key and rest.startswith(key):
            return rest.removeprefix(key)
        if key and rest.endswith(key):
            return rest.removesuffix(key)
    return None


def dong_of(rest: str, dongs: Mapping[str, str]) -> str:
    """Give the Korean name of the dong that folded words begin with; "" for none."""
    for name in sorted(dongs, key=len, reverse=True):
        key = fold_text(name)
        if rest.startswith(key) and len(rest) - len(key) <= _TAIL:
            return dongs[name]
    return ""


def _unknown_kind(body: str, asks: list[str], dongs: Mapping[str, str]) -> WarningRequest | None:
    """Read ``빙핀 알림 느티동``: three words, the second asks, the third is a dong of ours."""
    parts = [fold_text(part) for part in body.split()]
    if len(parts) != len(("kind", "ask", "dong")) or parts[1] not in map(fold_text, asks):
        return None
    names = {fold_text(name): ko for name, ko in dongs.items()}
    return WarningRequest("", names[parts[2]]) if parts[2] in names else None


# What the room is called by others.

WARNING = "warning"  # the kind of its broadcasts


def warning_subject(number: int) -> str:
    """Name a warning in the history: ``warning:7``."""
    return f"{WARNING}:{number}"
