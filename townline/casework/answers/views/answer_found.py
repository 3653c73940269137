"""What a visit found, put into the answer by one press."""

from django.utils.translation import gettext_noop

from townline.casework.answers import api
from townline.casework.cases.views.api.inputs import Nothing
from townline.casework.visits.views.going import press

to_answer = press(
    api.visit_to_answer,
    gettext_noop("현장 확인 결과를 답변에 넣었습니다. 확인하고 다듬어 주세요."),
    Nothing,
)
