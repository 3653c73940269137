"""A row of a list of cases. In Python, not a template: a page has a hundred of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from townline.platform.web.templatetags.townline import due_mark, icon, named, when

if TYPE_CHECKING:
    from townline.casework.cases.views.lists import Line

register = template.Library()
_NOTHING = SafeString("")


@register.simple_tag(takes_context=True)
def case_row(context: dict[str, Any], line: "Line", query: str | None = None) -> SafeString:
    """Write one row; ``query`` is the list to come back to, else the page's own."""
    row = line.row
    shown = context.get("case")
    return format_html(
        '{}<a class="row{}" id="row-{}" data-row href="/cases/{}/?{}"{}>\n'
        '<span class="top"><span class="name">{}{}</span>{}{}{}</span>\n'
        '<span class="preview"{}>{}</span>\n<span class="meta">{}</span></a>\n',
        _pick(context.get("picking"), row.code),
        " unread" if row.unread else "",
        row.code,
        row.code,
        context.get("query", "") if query is None else query,
        _HERE if shown and shown.code == row.code else _NOTHING,
        _unread() if row.unread else _NOTHING,
        row.title,
        _badge("warning", "people", gettext("다수인")) if row.group else _NOTHING,
        _danger(line),
        _time(line),
        _NOTHING if line.spoken == "ko" else format_html(' lang="{}"', line.spoken),
        row.preview,
        SafeString("".join(_below(line))),
    )


_HERE = SafeString(' aria-current="true"')


def _pick(picking: str | None, code: str) -> SafeString:
    if not picking:
        return _NOTHING
    return format_html(
        '<label class="pick"><input type="checkbox" name="code" value="{}" form="picked"'
        ' aria-labelledby="row-{}"{}></label>',
        code,
        code,
        SafeString(" checked") if picking == "all" else "",
    )


def _unread() -> SafeString:
    return format_html(
        '<span class="dot"></span><span class="sr-only">{} </span>', gettext("읽지 않음")
    )


def _badge(kind: str, shape: str, words: str) -> SafeString:
    return format_html('<span class="tl-mark {}">{}{}</span>', kind, icon(shape), words)


def _danger(line: "Line") -> SafeString:
    if line.alarm is not None:
        until = line.alarm.until.isoformat(timespec="seconds")
        left = format_html('<span data-ack="{}">{}</span>', until, line.alarm.left)
        words = format_html(gettext("경보 확인 {left}"), left=left)
        return _badge("danger", "danger", words)
    if line.row.danger and line.row.is_open:
        return _badge("danger", "danger", gettext("위험"))
    return _NOTHING


def _time(line: "Line") -> SafeString:
    if line.alarm is not None:
        return _NOTHING
    if line.row.is_open:
        return due_mark(line.row.answer_due_at)
    if line.row.answered_at is None:
        return _NOTHING
    day = when(line.row.answered_at, "day")
    return _badge("success", "tick", day)


def _below(line: "Line") -> Iterator[str]:
    """Give what stands in the last line: language, whose it is, state, place, number, marks."""
    if languages := line.languages:
        kind = "warning" if line.row.look_first else "calm"
        yield _badge(kind, "languages", languages) + " "
    yield format_html("{}{}{} · {}", _whose(line), line.state, _place(line.dong), line.row.code)
    if (doubt := _doubt(line)) is not None:
        yield " " + _badge(*doubt)
    if line.legal_late:
        yield " " + _badge("danger", "overdue", gettext("법정 처리기한 경과"))


def _whose(line: "Line") -> str:
    if line.department:
        return f"{named(line.department)} · "
    if line.likely:
        sure = line.mark is not None and line.mark.sure
        return f"{named(line.likely)}{'' if sure else '?'} · "
    return ""


def _place(dong: str) -> str:
    return f" · {dong}" if dong else ""


def _doubt(line: "Line") -> tuple[str, str, str] | None:
    """Say why a machine did not sort it, where that is so."""
    mark = line.mark
    if mark is None:
        return None
    found = (
        (mark.aside, "warning", gettext("광고 의심")),
        (mark.several and not line.department, "warning", gettext("여러 주제")),
        (mark.failed, "warning", gettext("분류하지 못함")),
        (mark.late, "calm", gettext("인식 전")),
    )
    return next(((kind, "pause", words) for holds, kind, words in found if holds), None)
