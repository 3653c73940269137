"""Words and marks that several parts show, and what is read once for a page."""

import datetime as dt
from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.lists import directory
from townline.casework.today.ports import Mark, TodayRow, Tone
from townline.platform.departments.api import Act
from townline.platform.web import moments
from townline.platform.web.templatetags.townline import named

SHOWN = 5


def once[Found](request: HttpRequest, name: str, make: Callable[[], Found]) -> Found:
    """Give what several parts of one page ask for, read once."""
    known: dict[str, Found] = request.__dict__.setdefault("_today", {})
    if name not in known:
        known[name] = make()
    return known[name]


def due_mark(due_at: dt.datetime, now: dt.datetime) -> Mark:
    """Say how long there is until a deadline, or for how long it has passed."""
    left = due_at - now
    words = moments.span(left)
    if left < dt.timedelta():
        return Mark(Tone.LATE, gettext("%(length)s 경과") % {"length": words})
    return Mark(Tone.SOON if left < moments.URGENT else Tone.CALM, words)


def department_name(code: str | None) -> str:
    """Name a department in the reader's language; "" for none."""
    return named(directory().departments.get(code or ""))


def facts(*words: object) -> str:
    return " · ".join(text for word in words if (text := str(word)))


def hidden_title() -> str:
    """Name a case that few may know of: who may opens it, and reads it there."""
    return gettext("열람 제한 민원")


def case_row(row: cases.CaseRow, act: Act, *, url: str = "", answer: str = "") -> TodayRow:
    """Show a case: words that are its title stand there once; what few may know, not at all."""
    title, words = row.title, row.preview
    if row.private:
        title, words, answer = hidden_title(), "", ""
    elif words.startswith(title.rstrip(".… ")):
        title, words = words, ""
    return TodayRow(
        url=url or f"/cases/{row.code}/",
        title=title,
        words=words,
        language=row.language,
        answer=answer,
        facts=facts(department_name(row.department), labels.state(row.state), row.code),
        mark=due_mark(row.answer_due_at, act.now),
    )


def count(number: int) -> str:
    return f"{number:,}"


def number_of(number: int) -> str:
    """Write how many cases, texts or the like there are."""
    return ngettext("%(n)s건", "%(n)s건", number) % {"n": count(number)}


def ago(at: dt.datetime, now: dt.datetime) -> str:
    return gettext("%(length)s 전") % {"length": moments.span(now - at)}
