"""Who asked to be warned: counts for staff, and those whom a warning goes to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from townline.platform.conversations import api as conversations
from townline.prevention.broadcasts import api as broadcasts
from townline.prevention.broadcasts.api import Addressee
from townline.prevention.surveys import api as surveys
from townline.prevention.warnings.models import Invitation, Subscription, WarningNotice
from townline.prevention.warnings.selectors.words import warning_settings


@dataclass(frozen=True, slots=True)
class Reached:
    """One who gets a warning: in which dong they asked, or live."""

    resident_id: int
    dong: str
    language: str


def warning_recipients(warning: WarningNotice) -> list[Reached]:
    """Give whom it goes to now, each once; four queries at most.

    Of surveyed homes: those who asked for the kind and live in one of its grades, in the dong of
    the home; once surveys have let go of their telephone, in the one that they named. Whose
    number was erased, or is none that texts go to, is left out.
    """
    subscriptions = Subscription.objects.filter(kind=warning.kind)
    found = (
        _at_home(subscriptions, warning)
        if warning.homes
        else _in_dongs(subscriptions, warning.dongs)
    )
    briefs = conversations.residents_brief(found)
    return [
        found[number]
        for number in sorted(found)
        if number in briefs and briefs[number].is_mobile and not briefs[number].is_erased
    ]


def _in_dongs(subscriptions: QuerySet[Subscription], dongs: list[str]) -> dict[int, Reached]:
    rows = subscriptions.filter(dong__in=dongs) if dongs else subscriptions
    return {
        row.resident_id: Reached(row.resident_id, row.dong, row.language)
        for row in rows.order_by("-id")
    }


def _at_home(subscriptions: QuerySet[Subscription], warning: WarningNotice) -> dict[int, Reached]:
    kind = warning_settings().kinds.get(warning.kind)
    grades = kind.homes if kind else ()
    homes = _households(grades)
    rows = subscriptions.filter(Q(resident_id__in=homes) | Q(grade__in=grades)).order_by("-id")
    found = {
        row.resident_id: Reached(
            row.resident_id, homes.get(row.resident_id, row.dong), row.language
        )
        for row in rows
    }
    return {
        number: one
        for number, one in found.items()
        if not warning.dongs or one.dong in warning.dongs
    }


def _households(grades: Iterable[str]) -> dict[int, str]:
    """Give the dong of the home, by resident, of households that gave a telephone; one query.

    Somebody with several homes stands with the first.
    """
    rows = surveys.Household.objects.filter(
        home__grade__in=[*grades], home__state=surveys.HomeState.GRADED
    )
    return dict(rows.order_by("-home").values_list("resident_id", "home__dong"))


def grades_at_home(**where: int) -> dict[int, str]:
    """Give the grade of the home, by resident: ``home`` or ``resident_id`` says of which."""
    rows = surveys.Household.objects.filter(home__state=surveys.HomeState.GRADED, **where)
    return dict(rows.order_by("-home").values_list("resident_id", "home__grade"))


def addressees(found: Iterable[Reached], bodies: Mapping[str, str]) -> list[Addressee]:
    """Give them as broadcasts take them."""
    return [
        Addressee(
            resident_id=one.resident_id, language=broadcasts.language_for(one.language, bodies)
        )
        for one in found
    ]


def spread(found: Iterable[Reached]) -> list[tuple[str, str, int]]:
    """Count them by dong and language."""
    counts = Counter((one.dong, one.language) for one in found)
    return sorted((dong, language, n) for (dong, language), n in counts.items())


@dataclass(frozen=True, slots=True)
class ListRow:
    """How many asked for a kind in one dong."""

    kind: str
    dong: str
    count: int


def lists(kind: str = "", dong: str = "") -> list[ListRow]:
    """Give how many asked for what where; one query."""
    rows = Subscription.objects.all()
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(dong=dong) if dong else rows
    counts = rows.order_by("kind", "dong").values_list("kind", "dong").annotate(n=Count("id"))
    return [ListRow(*row) for row in counts]


def uninvited_households() -> dict[int, tuple[str, str]]:
    """Give households of surveyed homes that were not told how to ask: kind and dong, by resident.

    Who asked for something already needs no telling.
    """
    kinds = [(code, kind) for code, kind in warning_settings().kinds.items() if kind.homes]
    found = {
        one: (code, dong)
        for code, kind in reversed(kinds)
        for one, dong in _households(kind.homes).items()
    }
    for rows in (Invitation.objects, Subscription.objects):
        known = rows.filter(resident_id__in=found).values_list("resident_id", flat=True)
        for one in set(known):
            found.pop(one, None)
    return found
