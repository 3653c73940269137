"""What is done with a version: other money, stop, again, adopt; and its decision's document."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from townline.platform.core import clock
from townline.platform.departments.api import Viewer
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page
from townline.prevention.works.api import decides, reads
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.selectors import versions
from townline.prevention.works.planning.services import adopting, asking
from townline.prevention.works.planning.services.adopting import PlanDecision
from townline.prevention.works.planning.views import words
from townline.prevention.works.planning.views.inputs import (
    PlanAdoption,
    PlanChange,
    PlanWhatIf,
)
from townline.prevention.works.planning.views.pages import adopts, budgets_of, deadlines_of


def _to(number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("works_plan", args=[number]))


@require_POST
@staff_page(decides)
def what_if(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Ask for the same with other money; the new version shows who moves."""
    form = read(request, PlanWhatIf)
    made = asking.plan_what_if(
        number, name=form.name, budgets=budgets_of(form.budget), worst_first=form.worst_first,
        deadlines=deadlines_of(form.deadlines), actor=viewer.actor, now=clock.now(),
    )  # fmt: skip
    return _to(made.pk)


@require_POST
@staff_page(decides)
def change(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Plan again with one of the changes that help."""
    at = read(request, PlanChange).change
    base = versions.version(number)
    helps = words.helps_words(base.result or {})
    name = f"{base.name[:40]}: {helps[at]}" if at < len(helps) else base.name
    made = asking.plan_change(number, at, name=name[:80], actor=viewer.actor, now=clock.now())
    return _to(made.pk)


@require_POST
@staff_page(decides)
def stop(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Stop the solver; the best so far is kept."""
    del viewer
    asking.plan_stop(number)
    messages.info(request, gettext("멈추고 있습니다. 지금까지 찾은 가장 좋은 안을 남깁니다."))
    return _to(number)


@require_POST
@staff_page(decides)
def again(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Start a job anew that failed."""
    del request
    asking.plan_again(number, actor=viewer.actor, now=clock.now())
    return _to(number)


@require_POST
@staff_page(adopts)
def adopt(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Adopt a version by a decision."""
    form, file = read(request, PlanAdoption), request.FILES.get("document")
    content = file.read(adopting.MOST + 1) if file else b""
    name = (file.name or "") if file else ""
    decision = PlanDecision(title=form.decision, file_name=name, content=content)
    done = adopting.plan_adopt(number, decision, actor=viewer.actor, now=clock.now())
    message = gettext("계획을 채택했습니다. 조치 %(n)s건의 시기와 재원을 정했습니다.") % {
        "n": f"{done.planned:,}"
    }
    if done.gone:
        message += " " + gettext("그사이 바뀐 %(n)s건은 그대로 두었습니다.") % {
            "n": f"{done.gone:,}"
        }
    messages.success(request, message)
    return _to(number)


@require_safe
@staff_page(reads)
def document(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponse:
    """Give the document of the decision, to be kept and not to be run in the browser."""
    del request, viewer
    row = PlanVersion.objects.filter(pk=number).only("document", "document_name").first()
    if row is None or not row.document:
        raise Http404
    answer = HttpResponse(bytes(row.document), content_type="application/octet-stream")
    suffix = row.document_name.rpartition(".")[2].lower()
    safe = suffix if suffix.isalnum() and suffix.isascii() and len(suffix) < 6 else "bin"  # noqa: PLR2004 -- letters
    answer.headers["Content-Disposition"] = f'attachment; filename="decision-{number}.{safe}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
