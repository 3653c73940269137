"""What a visit found, put into the answer by one press."""

from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.casework.answers import api
from townline.casework.visits.views.going import press


@press(api.visit_to_answer)
def to_answer(_request: HttpRequest, deed: partial[object]) -> str:
    deed()
    return gettext("현장 확인 결과를 답변에 넣었습니다. 확인하고 다듬어 주세요.")
