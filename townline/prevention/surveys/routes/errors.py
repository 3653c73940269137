"""Refusals of routes."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, WrongState


class RunGoesOn(WrongState):
    """A planning run goes on; two would write over each other."""

    type = "planning-goes-on"
    title = "A planning run goes on"
    sentence = gettext_noop("이미 계획을 세우는 중입니다. 끝나기를 기다리거나 멈춰 주세요.")


class NobodyGoes(InvalidInput):
    """Nobody can be planned for: no surveyor has a start, hours and days."""

    type = "nobody-to-plan-for"
    title = "There is no surveyor to plan for"
    sentence = gettext_noop(
        "계획할 조사원이 없습니다. 조사원의 출발 위치, 활동 시간, 부재를 확인해 주세요."
    )


class CannotUndo(WrongState):
    """The plan was changed since; nothing is undone."""

    type = "plan-changed-since"
    title = "The plan was changed since"
    sentence = gettext_noop(
        "그 뒤에 계획이 바뀌어 실행 취소할 수 없습니다. 지금 계획을 확인해 주세요."
    )


class SurveyorAbsent(WrongState):
    """The surveyor is absent on that day; ``name``, ``day``."""

    type = "surveyor-absent"
    title = "The surveyor is absent on that day"
    sentence = gettext_noop(
        "%(name)s은(는) %(on)s에 부재입니다. 다른 날이나 다른 조사원을 선택해 주세요."
    )


class LacksSkill(InvalidInput):
    """The home asks for what that surveyor has not; ``name``, ``skills``."""

    type = "surveyor-lacks-skill"
    title = "The surveyor lacks what the home asks for"
    sentence = gettext_noop("이 주택에는 %(skills)s이(가) 필요합니다. %(name)s에게는 없습니다.")


class DayGone(InvalidInput):
    """A visit cannot be planned for a day that is over."""

    type = "day-gone"
    title = "That day is over"
    sentence = gettext_noop(
        "지난 날에는 방문을 계획할 수 없습니다. 오늘이나 그 뒤를 선택해 주세요."
    )


class NoTelephone(InvalidInput):
    """Nobody gave a telephone of the household, or no text may go there."""

    type = "no-telephone-of-household"
    title = "No text can go to the household"
    sentence = gettext_noop(
        "이 세대에는 문자를 보낼 수 없습니다. 휴대전화 번호와 수신 거부를 확인해 주세요."
    )


class NoTimes(WrongState):
    """There is no time that could be offered."""

    type = "no-times-to-offer"
    title = "There is no time to offer"
    sentence = gettext_noop("제안할 시간이 없습니다. 조사원의 활동 시간과 부재를 확인해 주세요.")


class Promised(WrongState):
    """The household chose a time of that day; another day needs another time."""

    type = "visit-promised"
    title = "The household chose a time of that day"
    sentence = gettext_noop(
        "이 세대와 %(on)s의 시간을 약속했습니다. 주택의 방문 계획에서 새 시간을 정해 주세요."
    )


class NotListed(WrongState):
    """The home is graded or taken out: nobody goes there."""

    type = "home-not-to-visit"
    title = "Nobody goes to that home"
    sentence = gettext_noop("조사를 마쳤거나 제외한 주택입니다. 방문을 계획하지 않습니다.")


class BadHours(InvalidInput):
    """Hours or an appointment that end before they begin."""

    type = "hours-end-before-they-begin"
    title = "The hours end before they begin"
    sentence = gettext_noop("끝나는 시각은 시작하는 시각보다 늦어야 합니다.")
