"""What is refused of rules of assignment, places and suggestions."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput

__all__ = ["NoReading", "PlaceUnknown", "RuleCircle", "RuleInvalid", "SuggestionGone"]


class RuleCircle(InvalidInput):
    """With this rule a case would go round; ``names`` says the departments, in order."""

    type = "rule-circle"
    title = "A case would go round by these rules"
    said = gettext_noop(
        "접수가 부서 사이를 맴돕니다: %(names)s. 규칙 하나를 끄거나 다른 부서를 골라 주세요."
    )


class RuleInvalid(InvalidInput):
    """A rule that says nothing, or something that is not there; ``problem`` names the field."""

    type = "rule-invalid"
    title = "The rule says nothing, or something unknown"
    said = gettext_noop("이 규칙은 이제 이 접수에 맞지 않습니다. 화면을 다시 열어 주세요.")
    said_by: ClassVar[Mapping[str, str]] = {
        "service": gettext_noop("분류, 곳, 말, 돌려준 부서 가운데 하나는 적어 주세요."),
        "place": gettext_noop("그런 동이나 장소가 없습니다. 목록에서 골라 주세요."),
        "department": gettext_noop("맡을 부서를 골라 주세요."),
        "after": gettext_noop("돌려준 부서와 맡을 부서가 같습니다. 다르게 골라 주세요."),
        "person": gettext_noop("그 부서에서 일하는 사람을 골라 주세요."),
        "words": gettext_noop("말은 쉼표로 나누어 20개까지 적어 주세요."),
    }
    reason = "problem"


class PlaceUnknown(CaseError):
    """The district's gazetteer has no such place."""

    type = "place-unknown"
    status = 422
    title = "The district has no such place"
    said = gettext_noop("그런 곳이 목록에 없습니다. 다시 찾아 골라 주세요.")


class NoReading(CaseError):
    """No text of the case was put before the triage, so that there is nothing to correct."""

    type = "no-reading"
    status = 409
    title = "No text of the case was put before the triage"
    said = gettext_noop(
        "읽은 문자가 없는 접수라서 곳을 적을 수 없습니다. 제목이나 메모에 적어 주세요."
    )


class SuggestionGone(CaseError):
    """What was suggested has changed since it was looked at; read it again."""

    type = "suggestion-gone"
    status = 409
    title = "Another suggestion stands there now"
    said = gettext_noop(
        "그사이에 분류 제안이 바뀌었습니다. 화면에 있는 새 제안을 보고 다시 골라 주세요."
    )
