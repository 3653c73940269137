"""What is refused of incidents."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound, WrongState


class IncidentNotFound(NotFound):
    """No such incident, or another department's."""

    type = "incident-not-found"
    title = "There is no such incident, or it is not yours to see"
    sentence = gettext_noop("없는 상황이거나 참여 부서가 아닙니다.")


class UnknownIncidentKind(InvalidInput):
    """A kind of incident or need that the district's data does not have; ``value``."""

    type = "incident-kind"
    title = "The district has no such kind"
    sentence = gettext_noop("종류를 선택해 주세요.")


class IncidentTitleNeeded(InvalidInput):
    """An incident has a title."""

    type = "incident-title"
    title = "An incident needs a title"
    sentence = gettext_noop("상황 이름을 적어 주세요.")


class IncidentOver(WrongState):
    """The incident has ended or went on in another one; ``state``."""

    type = "incident-over"
    title = "The incident is over"
    sentence = gettext_noop("종료되었거나 병합된 상황입니다. 계속하려면 먼저 다시 열어 주세요.")


class IncidentIntoItself(InvalidInput):
    """An incident cannot be merged into itself."""

    type = "incident-into-itself"
    title = "An incident cannot be merged into itself"
    sentence = gettext_noop("같은 상황입니다. 병합할 다른 상황을 선택해 주세요.")


class CaseElsewhere(WrongState):
    """Cases belong to another incident; ``codes``, ``incident``."""

    type = "case-of-another-incident"
    title = "A case belongs to another incident"
    sentence = gettext_noop(
        "다른 상황에 묶인 민원이 있습니다(%(codes)s). 먼저 그 상황에서 제외해 주세요."
    )


class PrivateCase(WrongState):
    """Cases of harm at home are answered by themselves; ``codes``."""

    type = "private-case"
    title = "A private case joins no incident"
    sentence = gettext_noop("열람이 제한된 민원은 상황에 묶을 수 없습니다(%(codes)s).")


class StillToDo(InvalidInput):
    """Needs or lines of the checklist are open; ``needs``, ``items``."""

    type = "incident-still-to-do"
    title = "Needs or checks are still open"
    sentence = gettext_noop(
        "남은 조치 요청 %(needs)s건, 남은 점검 항목 %(items)s개가 있습니다. 다른 상황으로 "
        "넘기거나, 그대로 종료하는 사유를 적어 주세요."
    )


class NothingToUndo(WrongState):
    """It was done more than ten minutes ago, or somebody went on."""

    type = "incident-undo-over"
    title = "That cannot be undone any more"
    sentence = gettext_noop("10분이 지났거나 그 뒤 다른 처리가 있어 실행을 취소할 수 없습니다.")


class UnknownRole(InvalidInput):
    """There are three roles: lead, information, field; ``value``."""

    type = "incident-role"
    title = "There is no such role"
    sentence = gettext_noop("역할을 선택해 주세요.")


class SafetyListRefused(InvalidInput):
    """The district's data names no legal ground for texts to this list."""

    type = "safety-list"
    title = "These people may not be asked by text"
    sentence = gettext_noop("문자를 보낼 법적 근거가 등록된 목록을 선택해 주세요.")


class NobodyToAsk(InvalidInput):
    """Nobody of these lists and dongs can be reached by text."""

    type = "safety-without-list"
    title = "Nobody of these lists can be reached by text"
    sentence = gettext_noop("이 목록과 동에는 문자를 받을 분이 없습니다.")


class SafetyWithoutDigits(InvalidInput):
    """The words in each language say to reply 1 or 2; ``language``."""

    type = "safety-without-digits"
    title = "The question does not say what to reply"
    sentence = gettext_noop("언어마다 답하는 방법(1 안전, 2 도움 필요)을 적어 주세요.")
