"""An administrator's start page: the pages of settings, and what ``townline doctor`` finds."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.casework.cases.views.access import staff_page
from townline.casework.cases.views.lists import the_viewer
from townline.config.checks import everything
from townline.config.checks.everything import Group
from townline.config.checks.finding import Both, Finding, Level
from townline.config.subjects import PLACES, SUBJECTS
from townline.platform.core import clock
from townline.platform.departments.api import Permission
from townline.platform.web.moments import english

_SHAPES = {
    Level.OK: ("tick", "success"),
    Level.WARN: ("overdue", "warning"),
    Level.BAD: ("danger", "danger"),
}


@dataclass(frozen=True)
class Said:
    """Words in the reader's language, or in English where there are no others (``lang``)."""

    words: str
    lang: str

    @staticmethod
    def of(words: str) -> "Said":
        if english():
            return Said(str(words), "")
        return Said(words.korean, "") if isinstance(words, Both) else Said(words, "en")


@dataclass(frozen=True)
class Row:
    """A finding as drawn: a shape, a word for it, and where it is mended."""

    finding: Finding

    @cached_property
    def subject(self) -> Said:
        name = self.finding.subject
        return Said.of(SUBJECTS.get(name, name))

    @cached_property
    def place(self) -> str:
        return PLACES.get(self.finding.subject, "")

    @cached_property
    def shape(self) -> tuple[str, str]:
        return _SHAPES[self.finding.level]

    @cached_property
    def level(self) -> str:
        words = {Level.OK: gettext("정상"), Level.WARN: gettext("주의"), Level.BAD: gettext("이상")}
        return words[self.finding.level]

    @cached_property
    def words(self) -> Said:
        return Said.of(self.finding.words)

    @cached_property
    def advice(self) -> Said:
        return Said.of(self.finding.advice)


@dataclass(frozen=True)
class Looked:
    """What checks found, by group, when, and how long it took (milliseconds)."""

    at: dt.datetime
    groups: list[tuple[str, Said, list[Row]]]
    took: int

    @cached_property
    def troubles(self) -> list[Row]:
        """What is not well, the worst first."""
        rows = [row for _, _, rows in self.groups for row in rows]
        wrong = [row for row in rows if row.finding.level is not Level.OK]
        return sorted(wrong, key=lambda row: row.finding.level is not Level.BAD)

    def count(self, level: Level) -> int:
        return sum(row.finding.level is level for _, _, rows in self.groups for row in rows)

    @property
    def bad(self) -> int:
        return self.count(Level.BAD)

    @property
    def warned(self) -> int:
        return self.count(Level.WARN)

    @property
    def well(self) -> int:
        return self.count(Level.OK)


@require_GET
@staff_page()
def start(request: HttpRequest) -> HttpResponse:
    """Show the index of settings; to an administrator also how the server is."""
    manages = the_viewer(request).may(Permission.MANAGE)
    return render(request, "config/start.html", {"looked": _look(slow=False) if manages else None})


@require_GET
@staff_page(permission=Permission.MANAGE)
def slow(request: HttpRequest) -> HttpResponse:
    """Look at what takes longer: fetched after the page, or a page of its own without a script."""
    alone = request.headers.get("HX-Request") == "true"
    template = "config/start_checks.html" if alone else "config/start_slow.html"
    return render(request, template, {"looked": _look(slow=True)})


def _look(*, slow: bool) -> Looked:
    now, begun = clock.now(), clock.ticks()
    groups = [*everything.of_machine(settings.TOWNLINE_HOME), *everything.of_town(now)]
    found = [_drawn(group) for group in groups if group.slow is slow]
    return Looked(now, found, round((clock.ticks() - begun) * 1000))


def _drawn(group: Group) -> tuple[str, Said, list[Row]]:
    return group.key, Said.of(group.title), [Row(finding) for finding in group.look()]
