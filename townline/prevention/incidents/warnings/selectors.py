from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.text.line_words import group_words
from townline.platform.core.text.particles import settle
from townline.platform.core.text.typed import fold_text
from townline.platform.departments.api import Viewer
from townline.platform.web.moments import english
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.api import Addressee
from townline.prevention.incidents.warnings.errors import (
    UnknownWarningDong,
    UnknownWarningKind,
    WarningNotFound,
)
from townline.prevention.incidents.warnings.models import Invitation, Subscription, WarningNotice
from townline.prevention.incidents.warnings.rules import WARNING, WarningRequest, parse_request
from townline.prevention.incidents.warnings.settings import WarningKind, Warnings
from townline.prevention.surveys import api as surveys

# Warnings as they were sent.

PAGE = 50


@dataclass(frozen=True, slots=True)
class SentWarning:
    """A warning with its words and what became of its texts; ``sent``: None for none written."""

    row: WarningNotice
    sent: broadcasts.BroadcastSummary | None


def warning_of(number: int, viewer: Viewer) -> WarningNotice:
    """Give one warning. Raises WarningNotFound, also for who reads no cases."""
    found = WarningNotice.objects.filter(pk=number).first() if viewer.reads else None
    if found is None:
        raise WarningNotFound(f"there is no warning {number}")
    return found


def history(*, kind: str = "", offset: int = 0, limit: int = PAGE) -> tuple[list[SentWarning], int]:
    """List warnings, the newest first, and say how many there are; four queries."""
    rows = WarningNotice.objects.filter(kind=kind) if kind else WarningNotice.objects.all()
    found = list(rows.order_by("-id")[offset : offset + limit])
    return sent_warnings(found), rows.count()


def sent_warnings(rows: Sequence[WarningNotice]) -> list[SentWarning]:
    """Put to warnings what became of them."""
    sent = {
        one.row.owner: one
        for one in reversed(broadcasts.sent_of(WARNING, [row.pk for row in rows], late=False))
    }
    return [SentWarning(row, sent.get(row.pk)) for row in rows]


# What warnings are called, and the words of the district about them.

_DONG = "-dong"


def warning_settings() -> Warnings:
    """Give what the district says of warnings."""
    return district.part(Warnings)


def kind_of(code: str) -> WarningKind:
    """Give a kind. Raises UnknownWarningKind."""
    found = warning_settings().kinds.get(code)
    if found is None:
        raise UnknownWarningKind(f"the district has no warning {code!r}", value=code)
    return found


def kind_name(code: str, lang: str = "") -> str:
    """Name a kind; one that the district has no more goes by its code."""
    found, spoken = warning_settings().kinds.get(code), lang or ("en" if english() else "ko")
    return (
        district.localized_words(found.name, f"warnings.kinds.{code}.name", spoken)
        if found
        else code
    )


def warning_text(name: str, lang: str, **filled: str) -> str:
    """Fill one of the texts to residents."""
    words = getattr(warning_settings().texts, name)
    return settle(district.localized_words(words, f"warnings.texts.{name}", lang).format(**filled))


def warning_template(code: str, lang: str) -> str:
    """Give what a warning of a kind begins with. Raises UnknownWarningKind."""
    words = kind_of(code).template
    return district.localized_words(words, f"warnings.kinds.{code}.template", lang)


def dongs() -> list[tuple[str, str]]:
    """Give the dongs, Korean and English names."""
    return [(ko, en or ko) for ko, en in cases.dongs() if ko]


def dong_check(names: list[str]) -> None:
    """Refuse a dong that there is not. Raises UnknownWarningDong."""
    known = {ko for ko, _ in dongs()}
    if strange := [name for name in names if name not in known]:
        raise UnknownWarningDong(f"there is no dong {strange[0]!r}", value=strange[0])


def dong_name(dong: str, lang: str) -> str:
    """Name a dong in a language."""
    return dong if lang == "ko" else dict(dongs()).get(dong, dong)


def read_request(body: str) -> WarningRequest | None:
    """Read a text that asks for warnings; None for any other."""
    part = warning_settings()
    asks = [fold_text(word) for word in part.ask_words]
    # Nearly every text: without a look at the dongs.
    if not any(word in fold_text(body) for word in asks):
        return None
    kinds = {word: code for code, kind in part.kinds.items() for word in kind.words}
    names = {name: ko for ko, en in dongs() for name in (ko, en, en.lower().removesuffix(_DONG))}
    stop = group_words(district.current(), "stop")
    return parse_request(
        body, kinds=kinds, asks=part.ask_words, dongs=names, stops=stop,
        requests=[*part.request_words, *group_words(district.current(), "polite")],
    )  # fmt: skip


def example(code: str, dong: str, lang: str) -> str:
    """Give a text that asks, as one would type it."""
    part, korean = warning_settings(), lang == "ko"
    words = [word for word in part.kinds[code].words if word.isascii() != korean]
    asks = [word for word in part.ask_words if word.isascii() != korean]
    parts = [next(iter(words), code), next(iter(asks), ""), dong_name(dong, lang)]
    return " ".join(part for part in parts if part)


def stops(words: str) -> bool:
    """Say whether words name one of the district's words that stop texts."""
    return any(
        fold_text(word) in fold_text(words) for word in group_words(district.current(), "stop")
    )


# Who asked to be warned: counts for staff, and those whom a warning goes to.


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
