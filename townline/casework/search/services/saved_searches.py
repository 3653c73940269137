"""Keeping a search under a name, sharing it with one's department, and letting it go."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from townline.casework.cases.api import InvalidInput, NotFound
from townline.casework.search.errors import (
    CannotSeek,
    NumberNotSaved,
    SearchNameInUse,
    TooManySaved,
)
from townline.casework.search.models import SavedSearch
from townline.casework.search.rules.terms import refusal
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Act, Viewer

SAVED_MOST = 20
PAGES = ("search", "inbox")


@transaction.atomic
def search_save(
    act: Act, *, name: str, page: str, filters: Mapping[str, str], shared: bool = False
) -> int:
    """Keep a search; give its id. ``filters``: the filters of its address by name.

    Raises CannotSeek, NumberKept, NameTaken, TooManySaved, InvalidInput.
    """
    if page not in PAGES:
        raise InvalidInput("a search is kept from the search or the inbox")
    if page == "search" and refusal(filters.get("q", "")) is not None:
        raise CannotSeek("write what to seek first", why=str(refusal(filters.get("q", ""))))
    # Addresses stay in histories and logs: there, a number must be of no use.
    if any(msisdn.is_whole(value) for value in filters.values()):
        raise NumberNotSaved("a search with a number is not kept")
    if SavedSearch.objects.filter(staff=act.viewer.staff_id).count() >= SAVED_MOST:
        raise TooManySaved("delete a search that is no longer needed", most=SAVED_MOST)
    row = SavedSearch(
        staff_id=act.viewer.staff_id,
        department_id=_shared_with(act.viewer, shared=shared),
        name=_clean_name(name),
        page=page,
        wish=dict(filters),
        at=act.now,
    )
    _store(row)
    return row.pk


@transaction.atomic
def search_change(*, viewer: Viewer, saved_id: int, name: str, shared: bool) -> None:
    """Give one's search another name, and say whether the department may use it.

    Raises NotFound for one that is not the viewer's own; NameTaken, InvalidInput.
    """
    row = _own(viewer, saved_id)
    row.name = _clean_name(name)
    row.department_id = _shared_with(viewer, shared=shared)
    _store(row)


@transaction.atomic
def search_drop(*, viewer: Viewer, saved_id: int) -> str:
    """Let one's search go; give its name. Raises NotFound."""
    row = _own(viewer, saved_id)
    row.delete()
    return row.name


def _own(viewer: Viewer, saved_id: int) -> SavedSearch:
    rows = SavedSearch.objects.select_for_update()
    row = rows.filter(id=saved_id, staff=viewer.staff_id).first()
    if row is None:
        raise NotFound("there is no such search of yours")
    return row


def _clean_name(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise InvalidInput("give the search a name")
    if msisdn.is_whole(plain):
        raise NumberNotSaved("a name is no number")
    return plain


def _shared_with(viewer: Viewer, *, shared: bool) -> str | None:
    return viewer.department if shared else None


def _store(row: SavedSearch) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise SearchNameInUse("one of your searches has this name already") from error
