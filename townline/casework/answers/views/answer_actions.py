"""What can be done with an answer beside writing it: every press is a form without a script."""

from django.utils.translation import gettext_noop

from townline.casework.answers import api
from townline.casework.answers.views.api.answering import Bundle
from townline.casework.cases.views.actions import action
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.api.inputs import Nothing
from townline.casework.visits.views.going import press
from townline.platform.departments.api import Permission, Role
from townline.platform.departments.guards import has_role
from townline.platform.web.staff import staff_page

withdraw = action(
    api.draft_withdraw, gettext_noop("승인 요청을 회수했습니다."), permission=Permission.WRITE
)
send_back = action(
    api.draft_send_back,
    gettext_noop("답변을 반려했습니다."),
    inputs.WithReason,
    Permission.SEND_BACK,
)
undo = action(
    api.case_undo,
    gettext_noop("실행을 취소했습니다. 답변은 발송되지 않았습니다."),
    permission=Permission.CONFIRM,
)
bundle = action(
    api.case_bundle,
    gettext_noop("일괄 답변으로 정했습니다. 작성 중인 초안을 답변에 옮겼습니다."),
    Bundle,
    Permission.WRITE,
    others="other",
)
unbundle = action(
    api.case_unbundle, gettext_noop("개별 답변으로 바꿨습니다."), permission=Permission.WRITE
)


# What a visit found, put into the answer by one press.

to_answer = press(
    api.visit_to_answer,
    gettext_noop("현장 확인 결과를 답변에 넣었습니다. 확인하고 다듬어 주세요."),
    Nothing,
)


# Who gets to the mayor's pages.

mayors_page = staff_page(has_role(Role.MAYOR, Role.DEPUTY), reads=True)
