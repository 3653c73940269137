"""A row of a list of cases. In Python, not a template: a page has a hundred of them.

Every word of a person or of data is escaped where it is put in.
"""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from townline.platform.triage.templatetags.dongs import dong_words
from townline.platform.web.templatetags.townline import due_mark, icon, named, when

if TYPE_CHECKING:
    from townline.casework.cases.views.lists import ListLine

register = template.Library()


@register.simple_tag(takes_context=True)
def case_row(context: dict[str, Any], line: "ListLine", query: str | None = None) -> SafeString:
    """Write one row; ``query`` is the list to come back to, else the page's own."""
    row = line.row
    shown = context.get("case")
    code, list_ = escape(row.code), context.get("query", "") if query is None else query
    here = ' aria-current="true"' if shown and shown.code == row.code else ""
    spoken = "" if line.spoken == "ko" else f' lang="{escape(line.spoken)}"'
    return SafeString(
        f'{_pick(context.get("picking"), code)}<a class="row{" unread" if row.unread else ""}"'
        f' id="row-{code}" data-row href="/cases/{code}/?{escape(list_)}"{here}>\n'
        f'<span class="top"><span class="name">{_unread() if row.unread else ""}'
        f"{escape(row.title)}</span>{_group(line)}{_danger(line)}{_time(line)}</span>\n"
        f'<span class="preview"{spoken}>{escape(row.preview)}</span>\n'
        f'<span class="meta">{"".join(_below(line))}</span></a>\n'
    )


def _pick(picking: str | None, code: str) -> str:
    if not picking:
        return ""
    checked = " checked" if picking == "all" else ""
    return (
        f'<label class="pick"><input type="checkbox" name="code" value="{code}" form="picked"'
        f' aria-labelledby="row-{code}"{checked}></label>'
    )


def _unread() -> str:
    return f'<span class="dot"></span><span class="sr-only">{escape(gettext("읽지 않음"))} </span>'


def _badge(kind: str, shape: str, words: str) -> str:
    return _mark(kind, shape, escape(words))


def _mark(kind: str, shape: str, markup: str) -> str:
    return f'<span class="tl-mark {kind}">{icon(shape)}{markup}</span>'


def _group(line: "ListLine") -> str:
    return _badge("warning", "people", gettext("다수인")) if line.row.group else ""


def _danger(line: "ListLine") -> str:
    if line.danger is not None and line.danger.until is not None:
        until = line.danger.until.isoformat(timespec="seconds")
        left = f'<span data-ack="{until}">{escape(line.danger.left)}</span>'
        return _mark("danger", "danger", escape(gettext("경보 확인 {left}")).format(left=left))
    if line.row.danger and line.row.is_open:
        return _badge("danger", "danger", gettext("위험"))
    return ""


def _time(line: "ListLine") -> str:
    if line.danger is not None and line.danger.until is not None:
        return ""
    if line.row.is_open:
        return due_mark(line.row.answer_due_at)
    if line.row.answered_at is None:
        return ""
    return _mark("success", "tick", when(line.row.answered_at, "day"))


def _below(line: "ListLine") -> Iterator[str]:
    """Give what stands in the last line: danger, language, whose, state, place, number, marks."""
    if line.danger is not None and line.danger.kind:
        yield _badge("danger", "danger", line.danger.kind) + " "
    if languages := line.languages:
        kind = "warning" if line.row.look_first else "calm"
        yield _badge(kind, "languages", languages) + " "
    yield escape(f"{_whose(line)}{line.state}{_place(line.dong)} · ")
    yield f'<span class="nowrap">{line.row.code}</span>'
    if (doubt := _doubt(line)) is not None:
        yield " " + _badge(*doubt)
    if line.legal_late:
        yield " " + _badge("danger", "overdue", gettext("법정 처리기한 경과"))


def _whose(line: "ListLine") -> str:
    if line.department:
        return f"{named(line.department)} · "
    if line.likely:
        sure = line.mark is not None and line.mark.sure
        return f"{named(line.likely)}{'' if sure else '?'} · "
    return ""


def _place(dong: str) -> str:
    return f" · {dong_words(dong)}" if dong else ""


def _doubt(line: "ListLine") -> tuple[str, str, str] | None:
    """Say why a machine did not sort it, where that is so."""
    mark = line.mark
    if mark is None:
        return None
    if mark.aside:
        return "warning", "pause", gettext("광고 의심")
    if mark.several and not line.department:
        return "warning", "pause", gettext("여러 주제")
    if mark.failed:
        return "warning", "pause", gettext("분류하지 못함")
    return ("calm", "pause", gettext("분류 전")) if mark.late else None
