"""What is refused of plans."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound, WrongState


class PlanNotFound(NotFound):
    """No such version of the plan."""

    type = "works-plan-not-found"
    title = "There is no such plan"
    sentence = gettext_noop("없는 계획안입니다.")


class PlanInput(InvalidInput):
    """What a plan is to be made from does not fit together; ``problems``."""

    type = "works-plan-input"
    title = "The input of the plan cannot be used"
    sentence = gettext_noop("계획 조건을 확인해 주세요: %(problems)s")


class DecisionMissing(InvalidInput):
    """A plan is adopted by a decision, with its document."""

    type = "works-plan-decision"
    title = "The decision or its document is missing"
    sentence = gettext_noop("결재 문서의 제목과 파일(PDF 등 10 MB까지)을 함께 올려 주세요.")


class PlanRuns(WrongState):
    """The solver is still at it, and said so not long ago."""

    type = "works-plan-runs"
    title = "The plan is still being made"
    sentence = gettext_noop("아직 계산하고 있습니다. 멈추면 지금까지 찾은 가장 좋은 안을 남깁니다.")
