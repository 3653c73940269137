"""What a visit found, put into the answer by one press."""

from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.casework.answers import api
from townline.casework.visits.views.going import press


@press(api.visit_to_answer)
def to_answer(_request: HttpRequest, deed: partial[object]) -> str:
    deed()
    return gettext("본 것을 답변에 넣었습니다. 읽어 보고 고쳐 주세요.")
