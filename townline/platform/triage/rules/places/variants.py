"""The ways in which people write a name: short, with numbers spoken, in English.

What the Korean language makes of names in general; names themselves are data.
"""

import re
from collections.abc import Iterator

from townline.platform.triage.rules.places import entries
from townline.platform.triage.rules.places.entries import GazetteerEntry
from townline.platform.triage.rules.places.letters import fold_name, latin

# A name that may be part of another word counts only as a word of its own.
_SURE = 3
_ORDINAL = re.compile(r"^(\D+?)(동?)(\d)(가?)(\d?)(동?)$")
_SCHOOLS = (
    ("여자고등학교", ("여고",)),
    ("여자중학교", ("여중",)),
    ("초등학교", ("초교", "초등", "초")),
    ("중학교", ("중",)),
    ("고등학교", ("고교", "고")),
    ("대학교", ("대",)),
)
_ENGLISH = (
    ("elementaryschool", ("elementary", "primaryschool")),
    ("middleschool", ("middle",)),
    ("apartments", ("", "apartment", "apt", "apts")),
    ("station", ("stn", "sta", "subwaystation")),
    ("communitycentre", ("communitycenter", "communityservicecentre")),
    ("centre", ("center",)),
)
_DONG_ENDS = ("동", "가", "dong", "ga")
_SPOKEN = "영일이삼사오육칠팔구"
_ESTATE = "아파트"


def variants(entry: GazetteerEntry, stems: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Give every folded way to write an entry, and whether it must be a word of its own.

    ``stems``: dongs without their last syllable, which people put before what lies there.
    """
    for name in (entry.name_ko, entry.name_en, *entry.aliases):
        whole = fold_name(name)
        if len(whole) > 1:
            for way in {whole, *_ways(entry.kind, whole, stems)}:
                yield way, _weak(way, whole, entry.kind)


def _weak(way: str, whole: str, kind: str) -> bool:
    if kind == entries.WORD:
        return False
    return len(way) < _SURE or (kind == entries.DONG and bare(way))


def bare(way: str) -> bool:
    """Say whether a dong is named without what makes its name one of a dong: 느티, Neuti."""
    return not way.endswith(_DONG_ENDS)


def _ways(kind: str, name: str, stems: frozenset[str]) -> Iterator[str]:
    if latin(name):
        yield from _swap_endings(name, _ENGLISH)
        if kind == entries.DONG and name.endswith("dong"):
            yield name.removesuffix("dong")
        return
    if kind == entries.DONG:
        yield from _dong(name)
    elif kind == "school":
        yield from _swap_endings(name, _SCHOOLS)
    elif kind == "apartment":
        yield from _estate(name, stems)
    elif kind == "office" and name.endswith("주민센터"):
        yield name.replace("주민센터", "동사무소").replace("동동", "동")
        yield name.replace("주민센터", "행정복지센터")


def _swap_endings(name: str, pairs: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[str]:
    for long, shorts in pairs:
        if name.endswith(long) and len(name) > len(long):
            yield from (name.removesuffix(long) + short for short in shorts)


def _estate(name: str, stems: frozenset[str]) -> Iterator[str]:
    short = name.removesuffix(_ESTATE)
    yield short + _ESTATE
    if len(short) >= _SURE:
        yield short
    for stem in stems:
        if short.startswith(stem) and not short.startswith(f"{stem}동"):
            spoken = f"{stem}동{short.removeprefix(stem)}"
            yield from (spoken, spoken + _ESTATE)


def _dong(name: str) -> Iterator[str]:
    """Give 행당제1동, 행당일동; 금호2가, 성수동2가3동; 행당."""
    if name.endswith("동") and len(name) >= _SURE and not name[-2].isdigit():
        yield name.removesuffix("동")
    found = _ORDINAL.match(name)
    if not found:
        return
    stem, _, first, ga, second, last = found.groups()
    for dong in ("", "동"):
        if (dong or ga or last) and not (dong and not ga):
            tail = (second and f"{second}동") or ("동" if last and not dong else "")
            yield f"{stem}{dong}{first}{ga}{tail}"
            yield f"{stem}{dong}{_SPOKEN[int(first)]}{ga}{_spoken_digits(tail)}"
    yield name.replace(first, f"제{first}", 1)
    if second:
        yield f"{stem}{first}{ga}제{second}동"


def _spoken_digits(tail: str) -> str:
    return "".join(_SPOKEN[int(letter)] if letter.isdecimal() else letter for letter in tail)
