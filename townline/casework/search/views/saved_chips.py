"""Kept searches as they stand beside the search and in the inbox's filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from townline.casework.search import api
from townline.platform.departments.api import Staff, Viewer

_PATHS = {"search": "/search/", "inbox": "/inbox/"}


@dataclass(frozen=True)
class SavedChip:
    """A kept search one press away; ``by``: whose it is, where it is not one's own."""

    id: int
    name: str
    url: str
    mine: bool
    shared: bool
    by: Staff | None
    count: int | None = None

    @property
    def many(self) -> bool:
        return self.count is not None and self.count >= api.COUNTED


def chips_of(viewer: Viewer, page: str) -> list[SavedChip]:
    """Give the searches kept on one page; two queries."""
    return [chip_of(one) for one in api.saved_searches(viewer=viewer, page=page)]


def chip_of(one: api.SavedView, count: int | None = None) -> SavedChip:
    url = f"{_PATHS[one.page]}?{urlencode(one.wish)}"
    return SavedChip(one.id, one.name, url, one.mine, one.shared, one.owner, count)


def saved_chips(chips: Sequence[tuple[api.SavedView, int]]) -> list[SavedChip]:
    return [chip_of(one, count) for one, count in chips]
