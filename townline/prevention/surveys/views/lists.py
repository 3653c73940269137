"""Taking a list in: the file, what its columns mean, what it would do; duplicates; the count."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.casework.cases.api import NotFound
from townline.platform.core import clock, jobs
from townline.platform.departments.api import Viewer
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page
from townline.prevention.surveys.errors import UnreadableList
from townline.prevention.surveys.models import DuplicatePair, ListImport
from townline.prevention.surveys.rules.entries import FIELDS
from townline.prevention.surveys.selectors import homes
from townline.prevention.surveys.selectors.counts import reconcile_list
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.services import importing, list_files, tables
from townline.prevention.surveys.services.duplicates import SAME, duplicate_decide
from townline.prevention.surveys.views import inputs, labels
from townline.prevention.surveys.views.homes import filters_of, undoing

_SHOWN = 200
_PHASES = {
    "reading": gettext_noop("파일을 읽는 중입니다."),
    "comparing": gettext_noop("목록과 비교하는 중입니다."),
    "taking": gettext_noop("목록에 반영하는 중입니다."),
}
_BOTH = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@staff_page(homes.reads)
def count(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show how the count came about and that it adds up."""
    kind = filters_of(request).kind
    found = reconcile_list(kind)
    context = {
        "may_work": homes.works(viewer),
        "kind": kind,
        "kinds": labels.kind_choices(),
        "name": labels.kind_name(kind_of(kind)),
        "found": found,
        "excluded": [
            (word, found.counted.excluded.get(code, 0), code)
            for code, word in labels.EXCLUSIONS.items()
        ],
        "graded": list(found.counted.graded.items()),
    }
    return render(request, "surveys/count.html", context)


@_BOTH
@staff_page(homes.works)
def upload(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask for a file; which sheet of a book is meant is asked on the file's own page."""
    context: dict[str, Any] = {
        "kinds": labels.kind_choices(),
        "last": ListImport.objects.defer("problems", "content")
        .select_related("by")
        .order_by("-at")[:10],
    }
    if request.method != "POST":
        return render(request, "surveys/upload.html", context)
    form, file = read(request, inputs.Upload), request.FILES.get("file")
    try:
        draft = list_files.list_upload(
            kind=form.kind, file_name=file.name or "" if file else "",
            content=file.read(tables.MOST_BYTES + 1) if file else b"", sheet="",
            actor=viewer.actor, now=clock.now(),
        )  # fmt: skip
    except UnreadableList as error:
        context |= {"problem": error.message(), "told": form}
        return render(request, "surveys/upload.html", context, status=422)
    return HttpResponseRedirect(reverse("survey_import", args=[draft.id]))


def _draft(number: int) -> ListImport:
    found = ListImport.objects.filter(id=number).first()
    if found is None:
        raise NotFound(f"there is no file {number}")
    return found


@_BOTH
@staff_page(homes.works)
def take(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show what the columns mean and what the file would do; say it anew, or take it in."""
    draft = _draft(number)
    if draft.taken_at is not None:
        return render(request, "surveys/import.html", _imported_context(draft))
    job = jobs.job_of(list_files.subject_of(number), clock.now()) if draft.long else None
    if job is not None and job.running:
        words = gettext(_PHASES[job.phase])
        return render(request, "surveys/import.html", _base(draft) | {"job": job, "phase": words})
    if request.method == "POST":
        return _handle_press(request, viewer, draft)
    if draft.table is None and (draft.long or draft.refusal):
        return render(request, "surveys/import.html", _refusal_context(draft))
    return render(request, "surveys/import.html", _mapping_context(draft))


def _handle_press(request: HttpRequest, viewer: Viewer, draft: ListImport) -> HttpResponse:
    here, now = reverse("survey_import", args=[draft.id]), clock.now()
    if pressed_button(request, "read"):
        list_files.list_read_again(draft, read(request, inputs.SheetChoice).sheet, now)
        return HttpResponseRedirect(here)
    form = read(request, inputs.ColumnChoice)
    known = {name: heading for name, heading in form.fields.items() if name in FIELDS and heading}
    list_files.list_columns(draft, importing.ListColumns(known, tuple(form.kept)), now=now)
    if pressed_button(request, "take"):
        _take(draft, viewer, request)
    return HttpResponseRedirect(here)


def _take(draft: ListImport, viewer: Viewer, request: HttpRequest) -> None:
    if draft.long:
        list_files.list_take_later(draft_id=draft.id, actor=viewer.actor, now=clock.now())
        return
    importing.list_take(draft_id=draft.id, actor=viewer.actor, now=clock.now())
    messages.success(request, gettext("목록을 반영했습니다."))


def _refusal_context(draft: ListImport) -> dict[str, Any]:
    """Say why a file could not be read, and offer its sheets or another try."""
    error = UnreadableList("", **draft.refusal) if draft.refusal else None
    words = error.message() if error else gettext("파일을 읽다가 멈추었습니다. 다시 읽어 주세요.")
    sheets = draft.refusal.get("names") or [draft.sheet]
    return _base(draft) | {"problem": words, "unread": True, "sheets": sheets}


@require_POST
@staff_page(homes.works)
def give_up(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let go of a file."""
    del viewer
    importing.list_give_up(_draft(number))
    messages.success(request, gettext("파일을 취소했습니다. 반영된 내용은 없습니다."))
    return HttpResponseRedirect(reverse("survey_upload"))


def _imported_context(draft: ListImport) -> dict[str, Any]:
    return _base(draft) | {"counts": draft.counts, "problems": _problems(draft.problems)}


def _base(draft: ListImport) -> dict[str, Any]:
    return {"draft": draft, "name": labels.kind_name(kind_of(draft.kind))}


def _problems(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Give all mistakes of each line, of refused lines and of those that are taken in."""
    refused = _by_line([each for each in found if not each.get("taken")])
    noted = _by_line([each for each in found if each.get("taken")])
    return {"refused": refused, "noted": noted}


def _by_line(found: list[dict[str, Any]]) -> dict[str, Any]:
    lines: dict[int, list[str]] = {}
    for each in found:
        lines.setdefault(each["line"], []).append(labels.problem_sentence(each))
    return {"lines": list(lines.items())[:_SHOWN], "more": max(0, len(lines) - _SHOWN)}


def _mapping_context(draft: ListImport) -> dict[str, Any]:
    """Give the columns and what the file would do: of a large one what its job stored."""
    table = importing.list_table(draft)
    headings = [heading for heading in dict.fromkeys(table.headings) if heading]
    own = draft.mapping["fields"]
    sample = dict(zip(table.headings, table.rows[0][1], strict=True))
    context = _base(draft) | {
        "headings": headings,
        "fields": [
            (
                name,
                labels.field_name(name),
                own.get(name, ""),
                sample.get(own.get(name, ""), ""),
            )
            for name in FIELDS
        ],
        "others": [
            (heading, heading in draft.mapping["kept"])
            for heading in headings
            if heading not in own.values()
        ],
        "lines": len(table.rows),
    }
    if draft.long:
        problem = (
            {"problem": UnreadableList("", **draft.refusal).message()} if draft.refusal else {}
        )
        return context | problem | {"counts": draft.counts, "problems": _problems(draft.problems)}
    try:
        plan = importing.list_plan(draft, table)
    except UnreadableList as error:
        return context | {"problem": error.message()}
    return context | {
        "counts": plan.counts(),
        "problems": _problems(importing.problems_of(plan)),
    }


@require_GET
@staff_page(homes.reads)
def duplicates(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show pairs that may be one home, side by side."""
    kind = filters_of(request).kind
    rows = DuplicatePair.objects.filter(first__kind=kind, decision="")
    pairs = rows.select_related("first", "second").order_by("-score", "id")
    context = {
        "kind": kind,
        "kinds": labels.kind_choices(),
        "pairs": [
            (pair, [labels.PAIRS.get(reason, reason) for reason in pair.reasons])
            for pair in pairs[:50]
        ],
        "count": rows.count(),
        "undo": _last_merge(viewer),
        "may_work": homes.works(viewer),
    }
    return render(request, "surveys/duplicates.html", context)


def _last_merge(viewer: Viewer) -> dict[str, Any] | None:
    """Give the viewer's last merge, as long as it may be taken back."""
    own = DuplicatePair.objects.filter(decided_by=viewer.staff_id or 0, decision=SAME)
    pair = own.select_related("first", "second").order_by("-decided_at").first()
    if pair is None:
        return None
    gone = pair.first if pair.first.merged_into_id == pair.second_id else pair.second
    return undoing(gone.id, viewer)


@require_POST
@staff_page(homes.works)
def decide(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say whether two are one."""
    form = read(request, inputs.Decide)
    duplicate_decide(
        pair_id=number, same=form.same, keep=form.keep, actor=viewer.actor, now=clock.now()
    )
    words = (
        gettext("한 주택으로 병합했습니다.") if form.same else gettext("다른 주택으로 두었습니다.")
    )
    messages.success(request, words)
    kind = DuplicatePair.objects.values_list("first__kind", flat=True).get(id=number)
    return HttpResponseRedirect(f"{reverse('survey_duplicates')}?kind={kind}")
