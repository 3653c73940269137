"""One object with its measures, who consents, and its history; and what is pressed there."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from townline.casework.cases.api import PhotoUnusable
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, media
from townline.platform.core.history import tags
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Permission, Viewer
from townline.platform.triage.api import dongs
from townline.platform.web.moments import deferral_notice
from townline.platform.web.photo_files import photo_response
from townline.platform.web.reading import pressed_button, read
from townline.platform.web.staff import staff_page
from townline.prevention.works.errors import FormPhotoNeeded
from townline.prevention.works.models import Consent
from townline.prevention.works.ports import Needy, source
from townline.prevention.works.rules import How
from townline.prevention.works.selectors import visibility
from townline.prevention.works.selectors.detail import ObjectDetail, form_of, object_detail
from townline.prevention.works.selectors.kinds import measure_kinds
from townline.prevention.works.services import (
    asking,
    carrying,
    consenting,
    deciding,
    objects,
    parties,
)
from townline.prevention.works.views import inputs, labels
from townline.prevention.works.views.pages import line

_DECISION = "decision"


@require_GET
@staff_page(visibility.reads)
def work(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Show one object."""
    return render(request, "works/work.html", _context(object_detail(number), viewer))


def _context(detail: ObjectDetail, viewer: Viewer) -> dict[str, Any]:
    row = detail.row
    known = source(row.source)
    for measure, _ in detail.measures:
        measure.object = row
    return {
        "o": row,
        "mark": labels.OBJECTS[row.state],
        "kind": labels.object_kind(row.source, row.kind),
        "grade": labels.grade(row.source, row.grade),
        "dong": labels.dong(row.dong),
        "source": labels.source_name(row.source),
        "page": known.page(row.reference) if known else "",
        "measures": [
            line(measure) | {"consents": [_consent(each) for each in consents]}
            for measure, consents in detail.measures
        ],
        "parties": [(labels.ROLES[each.party.role], each) for each in detail.parties],
        "roles": list(labels.ROLES.items()),
        "kinds": [(code, labels.kind_name(code)) for code in measure_kinds()],
        "asked": [
            (labels.ROLES[each.role], labels.kind_name(measure.kind), each)
            for measure, consents in detail.measures
            for each in consents
        ],
        "history": [(each, tags.label(each.event)) for each in detail.history],
        "may_decide": visibility.decides(viewer),
        "today": timezone.localdate(clock.now()),
        "carries": row.state != "active"
        and any(m.held_for == "object" for m, _ in detail.measures),
        "may_reveal": viewer.may(Permission.REVEAL),
    }


def _consent(each: Consent) -> dict[str, Any]:
    return {
        "row": each,
        "mark": labels.CONSENTS[each.state],
        "role": labels.ROLES[each.role],
        "how": labels.HOW.get(each.how, ""),
    }


def back(number: int) -> HttpResponseRedirect:
    """Go back to an object."""
    return HttpResponseRedirect(reverse("work", args=[number]))


@require_POST
@staff_page(visibility.decides)
def measure(request: HttpRequest, viewer: Viewer, number: int, measure: int) -> HttpResponse:
    """Do what was pressed beside one measure."""
    did, now = pressed_button(request), clock.now()
    by: dict[str, Any] = {"actor": viewer.actor, "now": now}
    if did == "price":
        form = read(request, inputs.MeasurePriced)
        deciding.measure_change(
            measure_id=measure, estimate=form.estimate, quantity=form.quantity, **by
        )
        return back(number)
    reason = read(request, inputs.WorkReason).reason
    {
        "decide": lambda: deciding.measures_decide([measure], staff_id=viewer.staff_id, **by),
        "drop": lambda: deciding.measures_drop([measure], reason=reason, **by),
        "undo": lambda: deciding.measures_undo([measure], **by),
        "reopen": lambda: deciding.measures_reopen([measure], **by),
        "hold": lambda: deciding.measures_hold([measure], reason=reason, **by),
        "resume": lambda: deciding.measures_resume([measure], **by),
    }.get(did, lambda: None)()
    return back(number)


@require_POST
@staff_page(visibility.decides)
def add_measure(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Propose a measure by hand."""
    form = read(request, inputs.MeasureAdded)
    deciding.measure_add(
        object_id=number, kind=form.kind, quantity=form.quantity, actor=viewer.actor,
        now=clock.now(),
    )  # fmt: skip
    messages.success(request, gettext("조치를 추가했습니다."))
    return back(number)


_IS_NEW = {"same": False, "other": True}


@require_POST
@staff_page(visibility.decides)
def party(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say who is landlord or tenant."""
    form = read(request, inputs.PartyForm)
    person = parties.PartyPerson(
        name=form.name, phone=form.phone or "", post=form.post, language=form.language
    )
    parties.party_set(
        object_id=number, role=form.role, person=person, is_new=_IS_NEW.get(form.person),
        actor=viewer.actor,
        now=clock.now(),
    )  # fmt: skip
    messages.success(request, gettext("동의할 사람을 저장했습니다."))
    return back(number)


@require_POST
@staff_page(visibility.decides)
def roles(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Say whose consent measures there need."""
    form = read(request, inputs.RolesForm)
    objects.parties_set(object_id=number, roles=form.roles, actor=viewer.actor, now=clock.now())
    return back(number)


@require_POST
@staff_page(visibility.decides)
def ask(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Text a party the link to their page."""
    form = read(request, inputs.PartyChosen)
    found = asking.parties_text(form.party, actor=viewer.actor, now=clock.now())
    if found.sent:
        messages.success(
            request, deferral_notice(found.leaves_at) or gettext("동의 요청 문자를 보냈습니다.")
        )
    else:
        messages.warning(request, gettext("지금은 이 번호로 문자를 보낼 수 없습니다."))
    return back(number)


@require_POST
@staff_page(visibility.decides)
def paper(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take an answer on paper, with a photo of the signed form."""
    paper_form, now = read(request, inputs.PaperConsent), clock.now()
    form = _photo(request, now)
    if paper_form.yes and not form:
        raise FormPhotoNeeded("a photo of the signed form is needed")
    rows = Consent.objects.filter(
        measure__object=number, role=paper_form.role, id__in=paper_form.id
    )
    ids = list(rows.values_list("id", flat=True))
    answer = consenting.ConsentAnswer(
        how=How.OFFICER, reason=paper_form.reason, form=form, staff_id=viewer.staff_id
    )
    take = consenting.consents_give if paper_form.yes else consenting.consents_refuse
    take(ids, answer, actor=viewer.actor, now=now)
    messages.success(request, gettext("동의 여부를 저장했습니다."))
    return back(number)


def _photo(request: HttpRequest, now: dt.datetime) -> str:
    """Keep the photo of a form, drawn anew; "" for none. Raises PhotoUnusable."""
    file = next(iter(request.FILES.getlist("photos")), None)
    if file is None:
        return ""
    if (file.size or 0) > settings.TOWNLINE_PHOTO_BYTES:
        raise PhotoUnusable("a file is too large", problem=media.TOO_LARGE)
    try:
        upload = conversations.photo_take(data=file.read(), now=now)
    except conversations.PhotoRefused as refused:
        raise PhotoUnusable(str(refused), problem=refused.problem) from refused
    return str(upload.photo.sha256)


def _may_reveal(viewer: Viewer) -> bool:
    return visibility.decides(viewer) and viewer.may(Permission.REVEAL)


@require_POST
@staff_page(_may_reveal)
def number_shown(request: HttpRequest, viewer: Viewer, number: int, party: int) -> HttpResponse:
    """Show a party's number once, to one who says why; the look is in the history."""
    reason = read(request, inputs.WorkReason).reason.strip()
    if not reason:
        return back(number)
    owner, shown = parties.party_number(
        party_id=party, actor=viewer.actor, reason=reason, now=clock.now()
    )
    words = {"role": labels.ROLES[owner.role], "number": msisdn.national(shown)}
    context = {"o": owner.object} | words
    return render(request, "works/number.html", context)


@require_POST
@staff_page(visibility.decides)
def state(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Take an object out, or put it back."""
    form, now = read(request, inputs.WorkReason), clock.now()
    if pressed_button(request) == "back":
        objects.object_put_back(object_id=number, actor=viewer.actor, now=now)
    else:
        objects.object_take_out(object_id=number, actor=viewer.actor, now=now, reason=form.reason)
    return back(number)


@require_POST
@staff_page(visibility.decides)
def letter(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Note that a letter came back."""
    form = read(request, inputs.LetterReturned)
    parties.letter_returned(
        party_id=form.party, object_id=number, on=form.on, actor=viewer.actor, now=clock.now()
    )
    messages.success(request, gettext("우편 반송을 저장했습니다. 주소를 고치면 다시 인쇄합니다."))
    return back(number)


@require_POST
@staff_page(visibility.decides)
def carry(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Let the measures of a gone object go on at another one."""
    into = read(request, inputs.CarriedInto).into
    found = carrying.measures_carry(
        object_id=number, into_id=into, actor=viewer.actor, now=clock.now()
    )
    message = gettext("조치 %(n)s건을 옮겼습니다.") % {"n": found.moved}
    if found.ended:
        more = gettext("같은 종류의 조치가 이미 있어 %(n)s건은 제외했습니다.")
        message += " " + more % {"n": found.ended}
    messages.success(request, message)
    return back(number)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(visibility.decides)
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Put an object on the list by hand, with its first measure."""
    if request.method != "POST":
        context = {
            "kinds": [(code, labels.kind_name(code)) for code in measure_kinds()],
            "dongs": [(code, labels.dong(code)) for code in dongs()],
            "roles": list(labels.ROLES.items()),
        }
        return render(request, "works/new.html", context)
    form, now = read(request, inputs.ObjectAdded), clock.now()
    needy = Needy(
        reference="", kind=_DECISION, address=form.address, dong=form.dong, parties=form.roles,
        said={"ko": form.reason, "en": form.reason} if form.reason else {},
    )  # fmt: skip
    row = objects.object_add(needy=needy, actor=viewer.actor, now=now)
    deciding.measure_add(object_id=row.pk, kind=form.kind, actor=viewer.actor, now=now)
    return back(row.pk)


@require_GET
@staff_page(visibility.reads)
def photo(
    request: HttpRequest, viewer: Viewer, number: int, sha256: str, copy: str
) -> HttpResponse:
    """Give the photo of a signed form to who sees measures."""
    del request, viewer
    found = conversations.photos_by_hash([sha256]).get(sha256)
    allowed = found is not None and copy in {"small", "view"} and form_of(number, sha256)
    response = photo_response(found, copy) if found and allowed else None
    if response is None:
        raise Http404
    return response
