"""What is refused of orders and looks. Types are published: hazards had them first."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound, WrongState


class OrderNotFound(NotFound):
    """No such order."""

    type = "order-not-found"
    title = "There is no such order"
    sentence = gettext_noop("없는 작업 지시입니다.")


class ReasonNeeded(InvalidInput):
    """What ends or moves something says why; it stays in the history."""

    type = "hazard-reason"
    title = "A reason is needed"
    sentence = gettext_noop("사유를 적어 주세요. 처리 이력에 남습니다.")


class EvidenceNeeded(InvalidInput):
    """Some steps are done with a photo of the spot."""

    type = "hazard-photo"
    title = "This step needs a photo"
    sentence = gettext_noop("이 단계를 마치려면 사진이 한 장 이상 필요합니다.")


class AfterNeeded(EvidenceNeeded):
    """Finished work is shown with a photo of after."""

    type = "work-photo-after"
    title = "Finished work needs a photo of after"
    sentence = gettext_noop("작업을 마쳤다고 알리려면 작업한 뒤의 사진이 한 장 이상 필요합니다.")


class EmptyRecord(InvalidInput):
    """A firm's record shows or says something of the place."""

    type = "work-record-empty"
    title = "A record needs a photo or a note"
    sentence = gettext_noop("사진을 붙이거나 확인한 내용을 적어 주세요.")


class SamePhoto(InvalidInput):
    """One file cannot show a place both before and after the work."""

    type = "work-photo-same"
    title = "The photos of before and after are the same"
    sentence = gettext_noop(
        "작업 전 사진과 작업 후 사진이 같은 파일입니다. 작업한 뒤에 찍은 사진을 골라 주세요."
    )


class TooManyHazardPhotos(InvalidInput):
    """One look keeps at most ``most`` photos."""

    type = "too-many-hazard-photos"
    title = "One look keeps fewer photos"
    sentence = gettext_noop("한 번에 사진을 %(most)s장까지 저장할 수 있습니다.")


class OrderOpen(WrongState):
    """An object has one open order at a time."""

    type = "order-open"
    title = "There is an open order already"
    sentence = gettext_noop("진행 중인 작업 지시가 있습니다. 먼저 취소하거나 마쳐 주세요.")


class OrderHeld(WrongState):
    """Another telephone accepted the order first."""

    type = "order-held"
    title = "Another telephone accepted the order first"
    sentence = gettext_noop(
        "다른 휴대전화에서 이미 이 작업을 맡았습니다. 내용은 볼 수 있고, 고칠 수는 없습니다."
    )
