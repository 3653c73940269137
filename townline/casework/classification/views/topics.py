"""What the topics of texts are taken for, on the case page: cases of their own, or the same."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.lists import the_act, the_viewer
from townline.casework.cases.views.regrouping import to_case
from townline.casework.classification import api
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import may
from townline.platform.web.reading import read
from townline.platform.web.staff import staff_page


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def split_topics(request: HttpRequest, code: str) -> HttpResponse:
    """Make a case of each topic but the first."""
    viewer, texts = the_viewer(request), read(request, inputs.Picked, texts="text").texts
    first, *new = api.case_split_topics(the_act(request), code=code, texts=texts)
    message = gettext("주제별로 분리했습니다: %(codes)s") % {
        "codes": ", ".join(case.code or "" for case in new)
    }
    return to_case(request, first, viewer, else_=code, message=message)


@require_POST
@staff_page(may(Permission.WRITE), reads=True)
def same(request: HttpRequest, code: str) -> HttpResponse:
    """Say that texts which look like another matter are the same one."""
    act = the_act(request)
    with transaction.atomic():
        for text in read(request, inputs.Picked, texts="text").texts:
            case = api.same_matter(act, code=code, text=text)
    return to_case(
        request, case, act.viewer, else_=code, message=gettext("한 민원으로 유지했습니다.")
    )
