"""Every place that a text names, with how it is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from townline.platform.triage.rules.places import addresses, cues, entries
from townline.platform.triage.rules.places.addresses import Number
from townline.platform.triage.rules.places.entries import GazetteerEntry
from townline.platform.triage.rules.places.gazetteer import Gazetteer, Name
from townline.platform.triage.rules.places.letters import GLUED, LetterText, one_slip
from townline.platform.triage.rules.places.naming import Cells

_RANKS = {
    entries.ADDRESS: 6,
    entries.LOT: 6,
    entries.EXIT: 5,
    entries.ROAD: 3,
    "stream": 2,
    "area": 3,
    entries.DONG: 1,
}
_LANDMARK = 4
_MOST = 30  # more than anybody names; who repeats a word a thousand times is not waited for


@dataclass(frozen=True, slots=True)
class Mention:
    """A place as a text names it, letters ``start`` to ``end``.

    ``entries``: what it may be. ``weight``: how much speaks for the matter lying there.
    ``exact``: no letter was guessed, and no number.
    """

    kind: str
    name_ko: str
    name_en: str
    entries: tuple[GazetteerEntry, ...]
    start: int
    end: int
    weight: int
    exact: bool

    @property
    def rank(self) -> int:
        """Say how closely it tells the spot."""
        return _RANKS.get(self.kind, _LANDMARK)

    def cells(self, known: Gazetteer) -> Cells:
        """Give the ground that it may be on."""
        return frozenset().union(*(known.cells(entry) for entry in self.entries))


def mentions(text: LetterText, known: Gazetteer) -> list[Mention]:
    """Find all, in order; where names overlap the longest counts."""
    found = list(islice(_iter_mentions(text, known, slips=False), _MOST))
    return found or list(islice(_iter_mentions(text, known, slips=True), _MOST))


def _iter_mentions(text: LetterText, known: Gazetteer, *, slips: bool) -> Iterator[Mention]:
    at = 0
    while at < len(text.letters):
        found = _at(text, known, at, slips=slips)
        if found is None:
            at += 1
            continue
        name, end = found
        mention = _mention(text, known, name, at, end)
        if mention is not None:
            yield mention
        at = max(mention.end if mention else end, at + 1)


def _at(text: LetterText, known: Gazetteer, at: int, *, slips: bool) -> tuple[Name, int] | None:
    head = text.letters[at : at + 2]
    for name in known.names.get(head, ()):
        if text.letters.startswith(name.letters, at) and _stands(text, name, at):
            return name, at + len(name.letters)
    return _find_misspelt(text, known, at) if slips else None


def _find_misspelt(text: LetterText, known: Gazetteer, at: int) -> tuple[Name, int] | None:
    """Find a long name with one wrong letter; the half without it leads to the name."""
    if not cues.begins(text, at):
        return None
    near = [n for n in known.names.get(text.letters[at : at + 2], ()) if _slip_in(text, n, at)]
    for length in range(4, 13):
        tail = text.letters[at + length - 2 : at + length]
        near += [
            n
            for n in known.slips.get(tail, ())
            if len(n.letters) == length and _slip_in(text, n, at)
        ]
    best = max(near, key=lambda name: len(name.letters), default=None)
    return (best, at + len(best.letters)) if best else None


def _slip_in(text: LetterText, name: Name, at: int) -> bool:
    length = len(name.letters)
    word = text.letters[at : at + length]
    if length < 4 or name.latin or name.weak or name.stem or len(word) < length:  # noqa: PLR2004 -- as gazetteer
        return False
    return one_slip(word, name.letters)


def _stands(text: LetterText, name: Name, at: int) -> bool:
    """Say whether a name stands here as a word, as far as that can be asked of it."""
    end = at + len(name.letters)
    if name.latin:
        return cues.begins(text, at) and _latin_ends(text, end)
    if name.letters[-1].isdecimal() and text.letters[end : end + 1].isdecimal():
        return False
    if name.weak:
        return cues.begins(text, at) and cues.ends(text, end)
    return not name.stem or bool(addresses.house(text, end).branch)


def _latin_ends(text: LetterText, end: int) -> bool:
    return text.gap(end) != GLUED or not ("a" <= text.letters[end] <= "z")


def _mention(text: LetterText, known: Gazetteer, name: Name, at: int, end: int) -> Mention | None:
    kind = name.entries[0].kind
    if not _is_place(text, name, kind, at, end):
        return None
    if kind == entries.ROAD:
        return _road(text, known, name, at, end)
    if kind == entries.DONG:
        return _dong(text, known, name, at, end)
    if kind == entries.STATION:
        return _station(text, known, name, at, end)
    return _plain(text, name, at, end)


def _is_place(text: LetterText, name: Name, kind: str, at: int, end: int) -> bool:
    """Say whether a name that stands here means a place at all."""
    if kind == entries.WORD or cues.is_compared(text, at, end):
        return False
    if kind == entries.ROAD:
        return not cues.is_move_target(text, end)
    if kind == entries.OFFICE:
        return cues.is_visited(text, at, end)
    return not name.bare or cues.is_located(text, at, end)


def _plain(text: LetterText, name: Name, at: int, end: int) -> Mention:
    first = name.entries[0]
    weight = cues.weight(text, at, end)
    exact = text.letters.startswith(name.letters, at)
    return Mention(first.kind, first.name_ko, first.name_en, name.entries, at, end, weight, exact)


def _road(text: LetterText, known: Gazetteer, name: Name, at: int, end: int) -> Mention:
    road = name.entries[0]
    number = addresses.house(text, end)
    if not number.number and name.latin and (found := addresses.before(text, at)):
        at, number = found.end, Number(number.branch, found.number, number.end)
    if not number.number and not number.branch:
        return _plain(text, name, at, end)
    return _address(text, known, road, number, at, stem=name.stem)


def _address(
    text: LetterText, known: Gazetteer, road: GazetteerEntry, number: Number, at: int, *, stem: bool
) -> Mention:
    end = number.end
    way = f"{road.name_ko.removesuffix('길') if stem else road.name_ko}{number.branch}"
    weight = cues.weight(text, at, end)
    name_ko = f"{way} {number.number}".strip()
    name_en = f"{number.number} {_branch_en(road, number)}".strip()
    letters = way.replace(" ", "")
    row = known.streets.exact(letters, number.number) if number.number else None
    near = row or _nearby_address(known, road, number, letters)
    kind = entries.ADDRESS if number.number else entries.ROAD
    found = (near or road,)
    return Mention(kind, name_ko, name_en, found, at, end, weight, row is not None)


def _nearby_address(
    known: Gazetteer, road: GazetteerEntry, number: Number, letters: str
) -> GazetteerEntry | None:
    """Say what is known of an address that stands in no list."""
    found = known.streets.near(letters, number.number) if number.number else None
    if found is None and number.branch:
        found = known.streets.side(road.name_ko, number.branch)
    return found


def _branch_en(road: GazetteerEntry, number: Number) -> str:
    branch = number.branch.removesuffix("길")
    return f"{road.name_en} {branch}-gil" if branch and road.name_en else road.name_en


def _dong(text: LetterText, known: Gazetteer, name: Name, at: int, end: int) -> Mention:
    dong = name.entries[0]
    number = None if name.latin else addresses.lot(text, end)
    if number is None:
        return _plain(text, name, at, end)
    weight = cues.weight(text, at, number.end)
    row = known.streets.exact(dong.name_ko, number.number)
    return Mention(
        entries.LOT,
        f"{dong.name_ko} {number.number}",
        f"{number.number} {dong.name_en}".strip(),
        (row or dong,),
        at,
        number.end,
        weight,
        exact=True,
    )


def _station(text: LetterText, known: Gazetteer, name: Name, at: int, end: int) -> Mention:
    way = addresses.way_out(text, at, end)
    if way is None:
        return _plain(text, name, at, end)
    station = name.entries[0]
    letters = f"{station.name_ko}{way.number}번출구"
    listed = next((n.entries for n in known.names.get(letters[:2], ()) if n.letters == letters), ())
    return Mention(
        entries.EXIT,
        f"{station.name_ko} {way.number}번 출구",
        f"{station.name_en} exit {way.number}".strip(),
        listed or name.entries,
        at,
        way.end,
        cues.weight(text, at, way.end),
        exact=True,
    )
