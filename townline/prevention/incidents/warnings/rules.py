from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum, auto

from townline.platform.core.text.typed import Lexicon, fold_text, jamo, split_known

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
    """Read ``빙판 알림 느티동``, ``alerts ice for Neuti-dong``, ``빙판 알림 그만``; or None.

    ``kinds``: word to code. ``dongs``: name in any language to the Korean one. ``requests``: words
    that may stand between or around (``느티동 빙판 알림 신청``). Where all words are known their
    order is free. What only begins like it and goes on otherwise (``빙판 알림 표지판이
    넘어졌어요``) is somebody's own matter.
    """
    asks, keys = list(asks), _keys(requests)
    if whole := _parse_whole(fold_text(body), _meanings(kinds, asks, dongs, stops, keys)):
        return whole
    found = _split(_without(fold_text(body), keys), list(kinds), asks)
    if found:
        found = found[0], _without(found[1], keys)
    if found is None:
        return _unknown_kind(body, kinds, asks, dongs, keys)
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


class _Meaning(StrEnum):
    KIND = auto()
    ASK = auto()
    DONG = auto()
    STOP = auto()
    FILLER = auto()


_PARTICLES = (
    "을",
    "를",
    "에",
    "에서",
    "으로",
    "로",
    "은",
    "는",
    "요",
    "이요",
    "입니다",
    "for",
    "in",
)
_DONG = "동"  # is left out by many: 다솜 for 다솜동
_SHORTEST = 2


def _meanings(
    kinds: Mapping[str, str], asks: Iterable[str], dongs: Mapping[str, str],
    stops: Iterable[str], requests: Iterable[str],
) -> dict[str, tuple[_Meaning, str]]:  # fmt: skip
    """Give what each known word stands for, by folded word; the first of these has the say."""
    short = {name.removesuffix(_DONG): ko for name, ko in dongs.items()}
    short = {name: ko for name, ko in short.items() if len(name) >= _SHORTEST}
    pairs = [(word, (_Meaning.KIND, code)) for word, code in kinds.items()]
    pairs += [(word, (_Meaning.ASK, "")) for word in asks]
    pairs += [(name, (_Meaning.DONG, ko)) for name, ko in ({**dongs, **short}).items()]
    pairs += [(word, (_Meaning.STOP, "")) for word in stops]
    pairs += [(word, (_Meaning.FILLER, "")) for word in (*requests, *_PARTICLES)]
    return {fold_text(word): meaning for word, meaning in reversed(pairs)}


def _parse_whole(
    folded: str, meanings: Mapping[str, tuple[_Meaning, str]]
) -> WarningRequest | None:
    """Read known words in any order: one kind, a word that asks, at most one dong."""
    found = {meanings[word] for word in split_known(folded, meanings) or ()}
    kinds = [value for meaning, value in found if meaning is _Meaning.KIND]
    places = [value for meaning, value in found if meaning is _Meaning.DONG]
    if len(kinds) != 1 or len(places) > 1 or (_Meaning.ASK, "") not in found:
        return None
    return WarningRequest(kinds[0], "".join(places), stop=(_Meaning.STOP, "") in found)


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


def _unknown_kind(
    body: str, kinds: Mapping[str, str], asks: list[str], dongs: Mapping[str, str],
    requests: Iterable[str],
) -> WarningRequest | None:  # fmt: skip
    """Read ``빙핀 알림 느티동``: beside a word that asks and a dong, one word that is no kind.

    In another order that word must be one slip from a kind.
    """
    parts = [one for part in body.split() if (one := fold_text(part)) not in {*requests, ""}]
    names, words = {fold_text(name): ko for name, ko in dongs.items()}, {*map(fold_text, asks)}
    places = [names[part] for part in parts if part in names]
    others = [part for part in parts if part not in names and part not in words]
    if len(parts) != len(("kind", "ask", "dong")) or not len(places) == len(others) == 1:
        return None
    ordered = parts[0] == others[0] and parts[1] in words
    return WarningRequest("", places[0]) if ordered or _near_kind(others[0], kinds) else None


def _near_kind(word: str, kinds: Mapping[str, str]) -> bool:
    groups = {code: [one for one, to in kinds.items() if to == code] for code in kinds.values()}
    return bool(Lexicon(groups).find(word))


# What the room is called by others.

WARNING = "warning"  # the kind of its broadcasts


def warning_subject(number: int) -> str:
    """Name a warning in the history: ``warning:7``."""
    return f"{WARNING}:{number}"
