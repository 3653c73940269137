"""What is refused of rules of assignment, places and suggestions."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput

__all__ = ["NoReading", "PlaceUnknown", "RuleCircle", "RuleInvalid", "SuggestionGone"]


class RuleCircle(InvalidInput):
    """With this rule a case would go in a circle; ``names``: the departments, in order."""

    type = "rule-circle"
    title = "The rules would send a case in a circle"
    sentence = gettext_noop(
        "민원이 부서 사이를 맴돕니다: %(names)s. 규칙 하나를 끄거나 다른 부서를 선택해 주세요."
    )


class RuleInvalid(InvalidInput):
    """The rule is empty, or names something unknown; ``problem`` names the field."""

    type = "rule-invalid"
    title = "The rule is empty or names something unknown"
    sentence = gettext_noop("이 규칙은 이제 이 민원에 맞지 않습니다. 화면을 새로 고쳐 주세요.")
    sentence_by: ClassVar[Mapping[str, str]] = {
        "service": gettext_noop("분야, 위치, 단어, 반송 부서 가운데 하나는 적어 주세요."),
        "place": gettext_noop("그런 동이나 장소가 없습니다. 목록에서 선택해 주세요."),
        "department": gettext_noop("처리 부서를 선택해 주세요."),
        "after": gettext_noop("반송 부서와 처리 부서가 같습니다. 다르게 선택해 주세요."),
        "person": gettext_noop("그 부서의 직원을 선택해 주세요."),
        "words": gettext_noop("단어는 쉼표로 나누어 20개까지 적어 주세요."),
    }
    reason = "problem"


class PlaceUnknown(CaseError):
    """The district's gazetteer has no such location."""

    type = "place-unknown"
    status = 422
    title = "The district has no such location"
    sentence = gettext_noop("그런 장소가 목록에 없습니다. 다시 검색해 선택해 주세요.")


class NoReading(CaseError):
    """No text of the case was classified, so there is nothing to correct."""

    type = "no-reading"
    status = 409
    title = "No text of the case was classified"
    sentence = gettext_noop(
        "인식한 문자가 없는 민원이라 위치를 입력할 수 없습니다. 제목이나 메모에 적어 주세요."
    )


class SuggestionGone(CaseError):
    """The suggestion has changed since you read it; read it again."""

    type = "suggestion-gone"
    status = 409
    title = "The suggestion has changed"
    sentence = gettext_noop("분류 추천이 바뀌었습니다. 화면의 새 추천을 보고 다시 선택해 주세요.")
