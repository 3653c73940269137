"""What can be done with an answer beside writing it: every press is a form without a script."""

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.casework.answers import api
from townline.casework.cases.views.actions import action, word
from townline.platform.core import clock
from townline.platform.departments.api import Viewer


@action
def withdraw(_request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.draft_withdraw(code=code, viewer=viewer, now=clock.now())
    return gettext("승인 요청을 회수했습니다.")


@action
def send_back(request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.draft_send_back(code=code, viewer=viewer, now=clock.now(), reason=word(request, "reason"))
    return gettext("답변을 반려했습니다.")


@action
def undo(_request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.case_undo(code=code, viewer=viewer, now=clock.now())
    return gettext("실행을 취소했습니다. 답변은 발송되지 않았습니다.")


@action
def bundle(request: HttpRequest, code: str, viewer: Viewer) -> str:
    others = request.POST.getlist("other")[:20]
    api.case_bundle(code=code, viewer=viewer, now=clock.now(), others=others)
    return gettext("일괄 답변으로 정했습니다. 작성 중인 초안을 답변에 옮겼습니다.")


@action
def unbundle(_request: HttpRequest, code: str, viewer: Viewer) -> str:
    api.case_unbundle(code=code, viewer=viewer, now=clock.now())
    return gettext("개별 답변으로 바꿨습니다.")
