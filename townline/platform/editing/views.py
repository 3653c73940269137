"""Pages on which people edit what a district says: a list, and a part with its history."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.platform.core import clock
from townline.platform.core.text.particles import settle
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act
from townline.platform.departments.guards import the_person
from townline.platform.editing import forms, selectors, showing
from townline.platform.editing.errors import (
    EditConflict,
    EditInUse,
    EditInvalid,
    EditNotAllowed,
    EditNotFound,
    EditRefused,
    SampleNotSent,
)
from townline.platform.editing.models import Version
from townline.platform.editing.ports import Description, Editable, Raw, Value, editable
from townline.platform.editing.services import may_edit, part_edit, part_restore, sample_send
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.showing import toasts
from townline.platform.web.showing.toasts import Undo
from townline.platform.web.staff import Page, staff_page

_LONGEST_SEARCH = 100
_SEND = "send-"  # and the number of the sample


def editing_page(view: Callable[..., HttpResponse]) -> Page:
    """Let everybody of the office in to read."""

    @staff_page()
    @wraps(view)
    def wrapper(request: HttpRequest, slug: str, **of: str) -> HttpResponse:
        return view(request, editable(slug), **of)

    return wrapper


@dataclass(frozen=True)
class PartRow:
    """A part in the list: what it is, the words it has, and who changed it last."""

    key: str
    described: Description
    words: str
    last: Version | None


@require_GET
@editing_page
def entries(request: HttpRequest, what: Editable) -> HttpResponse:
    """List all parts, found by what they are called and by their words."""
    if what.only:
        return HttpResponseRedirect(_address(what, what.only))
    raw, wanted = selectors.raw_now(), request.GET.get("q", "").strip()[:_LONGEST_SEARCH]
    last = selectors.latest(f"{what.slug}:")
    values = selectors.in_use(what, raw)
    rows = [
        PartRow(
            key,
            described,
            described.words or showing.line(values[key]),
            last.get(selectors.part_of(what, key)),
        )
        for key, described in what.describe(raw, values).items()
        if showing.is_found(wanted, key, described, values[key])
    ]
    if request.GET.get("edited"):
        rows = showing.edited_rows(rows)
    return render(
        request,
        "editing/entries.html",
        _frame(what)
        | {
            "q": wanted,
            "edited": bool(request.GET.get("edited")),
            "groups": showing.group_rows(rows),
            "total": len(rows),
            "removed": [] if wanted else selectors.removed_parts(what, raw),
            "may_add": what.adding and what.may_add(departments.viewer_of(the_person(request))),
        },
    )


def _frame(what: Editable) -> dict[str, object]:
    return {"what": what, "home": reverse(f"edit_{what.slug}")}


def _may(request: HttpRequest, what: Editable, value: Value) -> bool:
    return may_edit(what, departments.viewer_of(the_person(request)), value)


@require_http_methods(["GET", "POST"])
@editing_page
def entry(request: HttpRequest, what: Editable, key: str) -> HttpResponse:
    """Show a part with what people see of it, and let it say something else."""
    raw = selectors.raw_now()
    value = selectors.in_use(what, raw).get(key)
    versions = selectors.versions(selectors.part_of(what, key))
    if value is None and not versions:
        raise EditNotFound(key)
    if request.method == "GET":
        return _page(request, what, raw, key, value)
    # Somebody may have taken it away meanwhile: what was written is kept all the same.
    before = value or next(one.before for one in versions if one.before)
    given = forms.read_fields(request, what.form(raw, key).fields, before)
    if pressed_button(request) == "preview":
        return _page(request, what, raw, key, given, wrong=showing.wrong(what, raw, key, given))
    if pressed_button(request).startswith(_SEND):
        return _send_sample(request, what, raw, key, given)
    return _apply_edit(request, what, raw, key, given)


def _apply_edit(
    request: HttpRequest, what: Editable, raw: Raw, key: str, given: Value | None
) -> HttpResponse:
    act = Act(departments.viewer_of(the_person(request)), clock.now())
    sent = read(request, forms.VersionInput)
    try:
        made = part_edit(
            act,
            editable=what,
            key=key,
            value=None if pressed_button(request) == "remove" else given,
            base=sent.base_version,
            reason=sent.reason,
        )
    except EditInvalid as error:
        return _page(request, what, raw, key, given, wrong=showing.in_words(error.wrong))
    except (EditConflict, EditInUse, EditNotAllowed) as error:
        fresh = selectors.raw_now()
        return _page(request, what, fresh, key, given, refused=error)
    words = gettext("저장했습니다. 몇 초 안에 모든 화면과 발송에 적용됩니다.")
    toasts.add_toast(request, words, undo=_undo(what, key, made))
    return HttpResponseRedirect(_address(what, key))


def _send_sample(
    request: HttpRequest, what: Editable, raw: Raw, key: str, given: Value
) -> HttpResponse:
    """Text one of the samples to who edits; what was written stays in the form."""
    wrong = showing.wrong(what, raw, key, given)
    shown = {
        f"{_SEND}{number}": one.sample.words
        for number, one in enumerate(showing.samples(what, raw, key, given))
        if one.is_sendable
    }
    body = shown.get(pressed_button(request))
    if wrong or body is None:
        return _page(request, what, raw, key, given, wrong=wrong)
    act = Act(departments.viewer_of(the_person(request)), clock.now())
    if not may_edit(what, act.viewer, given):
        raise EditNotAllowed("an administrator decides about these words")
    try:
        number = sample_send(act, editable=what, key=key, body=body)
    except SampleNotSent as error:
        return _page(request, what, raw, key, given, refused=error)
    words = gettext("%(number)s(으)로 보냈습니다.") % {"number": number}
    messages.success(request, settle(words))
    return _page(request, what, raw, key, given)


def _undo(what: Editable, key: str, made: Version | None) -> Undo | None:
    """Give the press that takes a change back; None where nothing was changed."""
    if made is None:
        return None
    base = str(made.number)
    address = reverse(f"edit_{what.slug}_restore", kwargs={"key": key})
    return Undo(address, {"base_version": base, "to": str(made.number - 1)})


def _address(what: Editable, key: str) -> str:
    return reverse(f"edit_{what.slug}_one", kwargs={"key": key})


def _page(
    request: HttpRequest,
    what: Editable,
    raw: Raw,
    key: str,
    value: Value | None,
    *,
    wrong: dict[str, str] | None = None,
    refused: EditRefused | None = None,
) -> HttpResponse:
    now = selectors.in_use(what, raw).get(key)
    form = what.form(raw, key)
    versions = selectors.versions(selectors.part_of(what, key))
    subject = now or value or next((one.before for one in versions if one.before), {})
    adds = not versions and now is None
    context = _frame(what) | {
        "key": key,
        "described": what.describe(raw, {key: subject})[key],
        "fields": forms.field_rows(form, value or {}, wrong or {}),
        "examples": showing.examples(form),
        "wrong": wrong,
        "refused": refused.words("", {}) if refused else "",
        "theirs": showing.changes(form, now, value) if refused and now else [],
        "base": versions[0].number if versions else 0,
        "may": adds or _may(request, what, subject),
        "gone": value is None,
        "samples": [] if wrong or value is None else showing.samples(what, raw, key, value),
        "is_sendable": bool(key) and (adds or _may(request, what, subject)),
        "steps": showing.steps(what, raw, form, versions),
        "reason": read(request, forms.VersionInput).reason,
    }
    status = refused.status if refused else 422 if wrong else 200
    return render(request, "editing/entry.html", context, status=status)


@require_POST
@editing_page
def preview(request: HttpRequest, what: Editable, key: str) -> HttpResponse:
    """Show the words of the form as people will see them; nothing is kept."""
    raw = selectors.raw_now()
    before = selectors.in_use(what, raw).get(key) or _blank(what, raw)
    adds = not key and what.may_add(departments.viewer_of(the_person(request)))
    if not (adds or _may(request, what, before)):
        raise EditNotAllowed("an administrator decides about these words")
    given = forms.read_fields(request, what.form(raw, key).fields, before)
    wrong = showing.wrong(what, raw, key, given)
    samples = [] if wrong else showing.samples(what, raw, key, given)
    return render(
        request,
        "editing/samples.html",
        {"samples": samples, "wrong": wrong, "is_sendable": bool(key)},
    )


def _blank(what: Editable, raw: Raw) -> Value:
    if what.adding is None:
        raise EditNotFound("nothing is added here")
    return what.blank(raw)


@require_http_methods(["GET", "POST"])
@editing_page
def add(request: HttpRequest, what: Editable) -> HttpResponse:
    """Add a part of a kind that has no fixed number."""
    raw = selectors.raw_now()
    blank = _blank(what, raw)
    if request.method == "GET":
        return _new(request, what, raw, blank, {})
    given = forms.read_fields(request, what.form(raw, "").fields, blank)
    wrong = showing.wrong(what, raw, "", given)
    if wrong or pressed_button(request) == "preview":
        return _new(request, what, raw, given, wrong)
    key = showing.free_key(what, raw, given)
    return _apply_edit(request, what, raw, key, given)


def _new(
    request: HttpRequest, what: Editable, raw: Raw, value: Value, wrong: dict[str, str]
) -> HttpResponse:
    if not what.may_add(departments.viewer_of(the_person(request))):
        raise EditNotAllowed("an administrator decides about these words")
    form = what.form(raw, "")
    context = _frame(what) | {
        "key": "",
        "described": Description(name=str(what.adding)),
        "fields": forms.field_rows(form, value, wrong),
        "examples": showing.examples(form),
        "wrong": wrong,
        "base": 0,
        "may": True,
        "samples": [] if wrong else showing.samples(what, raw, "", value),
        "reason": read(request, forms.VersionInput).reason,
    }
    return render(request, "editing/entry.html", context, status=422 if wrong else 200)


@require_POST
@editing_page
def restore(request: HttpRequest, what: Editable, key: str) -> HttpResponse:
    """Let a part say again what it said before."""
    sent = read(request, forms.VersionInput)
    part_restore(
        Act(departments.viewer_of(the_person(request)), clock.now()),
        editable=what,
        key=key,
        to=sent.to,
        base=sent.base_version,
    )
    toasts.add_toast(request, gettext("복원했습니다. 몇 초 안에 모든 화면과 발송에 적용됩니다."))
    return HttpResponseRedirect(_address(what, key))
