"""What is refused of hazards."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound, WrongState


class HazardNotFound(NotFound):
    """No such hazard, or another department's."""

    type = "hazard-not-found"
    title = "There is no such hazard, or it is not yours to see"
    said = gettext_noop("없는 위험 지점이거나 담당 부서가 아닙니다.")


class UnknownKind(InvalidInput):
    """A kind or severity that the district's data does not have; ``value``."""

    type = "hazard-kind"
    title = "The district has no such kind or severity"
    said = gettext_noop("위험 종류나 심각도를 선택해 주세요.")


class PlaceNeeded(InvalidInput):
    """A hazard lies somewhere: without a place nobody finds it."""

    type = "hazard-place"
    title = "A hazard needs its place"
    said = gettext_noop("지도에서 위치를 선택해 주세요.")


class CaseHasHazard(WrongState):
    """The case tells of another hazard already; ``hazard``."""

    type = "case-has-hazard"
    title = "The case tells of a hazard already"
    said = gettext_noop("이 민원은 이미 다른 위험 지점에 연결되어 있습니다.")


class ReasonNeeded(InvalidInput):
    """What ends or moves something says why; it stays in the history."""

    type = "hazard-reason"
    title = "A reason is needed"
    said = gettext_noop("사유를 적어 주세요. 처리 이력에 남습니다.")


class EvidenceNeeded(InvalidInput):
    """A spot is made safe, or a repair done, with a photo of it."""

    type = "hazard-photo"
    title = "This step needs a photo"
    said = gettext_noop("안전 조치와 보수 완료에는 사진이 한 장 이상 필요합니다.")


class TooManyHazardPhotos(InvalidInput):
    """One look keeps at most ``most`` photos."""

    type = "too-many-hazard-photos"
    title = "One look keeps fewer photos"
    said = gettext_noop("한 번에 사진을 %(most)s장까지 저장할 수 있습니다.")


class OrderOpen(WrongState):
    """A hazard has one repair order at a time."""

    type = "order-open"
    title = "The hazard has an open repair order"
    said = gettext_noop("진행 중인 보수 지시가 있습니다. 먼저 취소하거나 마쳐 주세요.")


class OrderHeld(WrongState):
    """Another telephone accepted the order first."""

    type = "order-held"
    title = "Another telephone accepted the order first"
    said = gettext_noop(
        "다른 휴대전화에서 이미 이 작업을 맡았습니다. 내용은 볼 수 있고, 고칠 수는 없습니다."
    )
