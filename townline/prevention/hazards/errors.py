"""What is refused of hazards."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound, WrongState


class HazardNotFound(NotFound):
    """No such hazard, or another department's."""

    type = "hazard-not-found"
    title = "There is no such hazard, or it is not yours to see"
    sentence = gettext_noop("없는 위험 지점이거나 담당 부서가 아닙니다.")


class UnknownKind(InvalidInput):
    """A kind or severity that the district's data does not have; ``value``."""

    type = "hazard-kind"
    title = "The district has no such kind or severity"
    sentence = gettext_noop("위험 종류나 심각도를 선택해 주세요.")


class PlaceNeeded(InvalidInput):
    """A hazard lies somewhere: without a place nobody finds it."""

    type = "hazard-place"
    title = "A hazard needs its place"
    sentence = gettext_noop("지도에서 위치를 선택해 주세요.")


class ShapeRefused(InvalidInput):
    """A line or area crosses itself, lies outside of the district or is none; ``problem``."""

    type = "hazard-shape"
    title = "The line or area cannot be used"
    sentence = gettext_noop("선이나 면을 쓸 수 없습니다. %(problem)s")


class MergeOver(WrongState):
    """No merge of this hazard can be undone, or the other one went on into a third."""

    type = "hazard-merge-over"
    title = "There is no merge to undo, or the other hazard was merged too"
    sentence = gettext_noop(
        "취소할 병합이 없습니다. 합쳐진 위험 지점이 다시 병합되었다면 그 병합을 먼저 취소해 주세요."
    )


class RepairElsewhere(WrongState):
    """A hazard has one repair: it was decided as a measure of works already."""

    type = "hazard-repair-elsewhere"
    title = "Its repair was decided as a measure of works"
    sentence = gettext_noop(
        "이 위험 지점의 보수는 정비 사업의 조치로 이미 정했습니다. 그 조치를 발주하거나, 조치를 "
        "제외한 뒤 여기서 지시해 주세요."
    )


class CaseHasHazard(WrongState):
    """The case tells of another hazard already; ``hazard``."""

    type = "case-has-hazard"
    title = "The case tells of a hazard already"
    sentence = gettext_noop("이 민원은 이미 다른 위험 지점에 연결되어 있습니다.")
