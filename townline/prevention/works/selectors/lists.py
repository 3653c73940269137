"""Measures and consents as lists show them; the worst first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, Max, Q, QuerySet, TextField, Value, When, Window
from django.db.models.functions import Cast, Concat

from townline.platform.web.showing.lists import sort_columns
from townline.prevention.works.models import Consent, Measure, WorkObject
from townline.prevention.works.rules import MISSING, WANTED, MeasureState, ObjectState, Role

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFilters:
    """What is wanted; "" for all. ``view``: a state, ``open``, ``unpriced`` or ``all``.

    ``sort``: one of ``SORTS``, with "-" where it falls; "" for the worst first.
    """

    view: str = ""
    dong: str = ""
    kind: str = ""
    grade: str = ""
    source: str = ""
    consent: str = ""
    year: str = ""
    q: str = ""
    sort: str = ""


SORTS = {
    "address": "object__address", "grade": "object__grade", "kind": "kind", "year": "year",
    "estimate": "estimate",
}  # fmt: skip
_OPEN = Q(state__in=[each for each in MeasureState if each not in {"dropped", "accepted"}])
_UNPRICED = Q(estimate=None, state__in=sorted({*WANTED, MeasureState.PROPOSED}))


def measures_of(filters: MeasureFilters) -> QuerySet[Measure]:
    """Give the measures that filters mean, the worst object first."""
    columns = (
        ("dong", "object__dong"), ("kind", "kind"), ("grade", "object__grade"),
        ("source", "object__source"), ("consent", "consent"),
    )  # fmt: skip
    wanted = _view(filters.view)
    for name, column in columns:
        if value := getattr(filters, name):
            wanted &= Q(**{column: value})
    if filters.year.isdecimal():
        wanted &= Q(year=int(filters.year[:4]))
    if filters.q:
        wanted &= Q(object__address__icontains=filters.q) | Q(object__reference__iexact=filters.q)
    rows = Measure.objects.filter(wanted).select_related("object")
    worst = ("-object__severity", "-object__risk", "object_id", "kind", "id")
    return rows.order_by(*sort_columns(filters.sort, SORTS), *worst)


def _view(view: str) -> Q:
    if view in MeasureState:
        return Q(state=view)
    return {"unpriced": _UNPRICED, "all": Q()}.get(view, _OPEN)


def measures_page(filters: MeasureFilters, offset: int) -> tuple[list[Measure], int]:
    """Give a page of measures, and how many there are; two queries."""
    found = measures_of(filters)
    return list(found[offset : offset + PAGE]), found.count()


def counts() -> dict[str, int]:
    """Count measures by state, and what has no price; two queries."""
    rows = Measure.objects.order_by().values_list("state").annotate(n=Count("id"))
    found = {str(state): int(number) for state, number in rows}
    return found | {"unpriced": Measure.objects.filter(_UNPRICED).count()}


def grades() -> dict[str, str]:
    """Give the grades that lists can be narrowed by, each with a source that names it."""
    rows = WorkObject.objects.exclude(grade="").order_by("grade", "source")
    return dict(rows.values_list("grade", "source").distinct())


def choices() -> dict[str, list[str]]:
    """Give the dongs and sources that lists can be narrowed by; one query."""
    rows = list(WorkObject.objects.order_by().values_list("dong", "source").distinct())
    names = ("dongs", "sources")
    return {
        name: sorted({row[at] for row in rows if row[at]}) for at, name in enumerate(names)
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFilters:
    """Which missing consents; "" for all.

    ``reach``: ``phone``, ``post``, ``returned`` (a letter came back), ``unaddressed`` (a landlord
    without telephone and address) or ``nobody``.
    """

    dong: str = ""
    role: str = ""
    state: str = ""
    kind: str = ""
    reach: str = ""


# A landlord is not written to at the home that they let.
_ADDRESSED = Q(role=Role.TENANT) | Q(party__post__isnull=False)
_REACH = {
    "phone": Q(party__resident_id__isnull=False),
    "post": Q(party__isnull=False, party__resident_id=None, party__returned_on=None) & _ADDRESSED,
    "unaddressed": Q(party__isnull=False, party__resident_id=None) & ~_ADDRESSED,
    "returned": Q(party__resident_id=None, party__returned_on__isnull=False),
    "nobody": Q(party=None),
}


def missing_of(filters: MissingFilters) -> QuerySet[Consent]:
    """Give who has not consented: the person of the worst home first, all of theirs together."""
    waiting = {*WANTED, MeasureState.REFUSED}
    wanted = Q(
        state__in=sorted(MISSING), measure__state__in=sorted(waiting),
        measure__object__state=ObjectState.ACTIVE,
    )  # fmt: skip
    columns = (
        ("dong", "measure__object__dong"), ("role", "role"), ("state", "state"),
        ("kind", "measure__kind"),
    )  # fmt: skip
    for name, column in columns:
        if value := getattr(filters, name):
            wanted &= Q(**{column: value})
    wanted &= _REACH.get(filters.reach, Q())
    rows = Consent.objects.filter(wanted).select_related("measure__object", "party")
    ranked = rows.annotate(person=_PERSON).annotate(
        worst=Window(
            Max(F("measure__object__severity") * 1000 + F("measure__object__risk")),
            partition_by="person",
        )
    )
    worst = ("-worst", "person", "-measure__object__severity", "-measure__object__risk")
    return ranked.order_by(*worst, "measure__object_id", "role", "id")


def _word(word: str) -> Value:
    return Value(word, output_field=TextField())


def _text(column: str) -> Cast:
    return Cast(F(column), TextField())


# One landlord may have several homes; who is not known yet is one for each home and role.
_PERSON = Case(
    When(
        party__resident_id__isnull=False,
        then=Concat(_text("party__resident_id"), _word(":"), _text("role")),
    ),
    When(party__isnull=False, then=Concat(_word("party:"), _text("party_id"))),
    default=Concat(_word("object:"), _text("measure__object_id"), _word(":"), _text("role")),
    output_field=TextField(),
)


def missing_page(filters: MissingFilters, offset: int) -> tuple[Sequence[Consent], int]:
    """Give a page of missing consents, and how many there are; two queries."""
    found = missing_of(filters)
    return list(found[offset : offset + PAGE]), found.count()
