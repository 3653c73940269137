"""What broadcasts ask of the rooms that own them; ``config/wiring.py`` says who they are."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from townline.platform.core.ports import Port
from townline.platform.departments.api import Permission, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One who is to get it: in which language, in the thread of which case, naming which day."""

    resident_id: int
    language: str
    case_id: int | None = None
    day: dt.date | None = None


def _nobody(_residents: Collection[int], _now: dt.datetime) -> set[int]:
    return set()


def _nothing(_owner: int) -> None: ...


def _any(_bodies: Mapping[str, str]) -> None: ...


def _as_requested(_owner: int, requested: bool) -> bool:
    return requested


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastKind:
    """What a room says of the broadcasts that it owns.

    ``history``: subject and noun of their lines (``event:update``). ``address``: of the page of
    one, of ``owner`` and ``id``. ``hold`` locks an owner for who may do something with it and
    raises the room's refusal; its last argument: also one that is over. ``people`` gives who would
    get it now. ``titles`` gives the names of those owners that somebody sees. ``writing``: what
    who writes one must be allowed. ``check`` refuses words. ``urgent`` says whether it leaves at
    night, where its writer asked so or not. ``refuses`` gives those who take no such text now.
    ``changed`` tells open pages.
    """

    name: str
    history: str
    address: str
    hold: Callable[[int, Viewer, Permission, bool], None]
    people: Callable[[int, Mapping[str, str]], list[Addressee]]
    titles: Callable[[Collection[int], Viewer], dict[int, str]]
    per_minute: Callable[[], int]
    writing: Permission = Permission.WRITE
    check: Callable[[Mapping[str, str]], None] = _any
    urgent: Callable[[int, bool], bool] = _as_requested
    refuses: Callable[[Collection[int], dt.datetime], set[int]] = _nobody
    changed: Callable[[int], None] = _nothing

    def subject(self, owner: int) -> str:
        """Name an owner in the history: ``event:7``."""
        return f"{self.history.partition(':')[0]}:{owner}"


KINDS: Port[Sequence[BroadcastKind]] = Port("the kinds of texts to many")


def kind_of(name: str) -> BroadcastKind:
    """Give a kind by its name; raises KeyError for what no room owns."""
    return {kind.name: kind for kind in KINDS.value}[name]
