"""What is refused of works."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound, WrongState


class WorkNotFound(NotFound):
    """No such object or measure."""

    type = "work-not-found"
    title = "There is no such measure"
    said = gettext_noop("없는 조치입니다.")


class ConsentNotFound(NotFound):
    """No such consent."""

    type = "consent-not-found"
    title = "There is no such consent"
    said = gettext_noop("없는 동의입니다.")


class UnknownMeasureKind(InvalidInput):
    """A kind of measure that the district's data does not have; ``kind``."""

    type = "measure-kind"
    title = "The district has no such kind of measure"
    said = gettext_noop("조치 종류를 선택해 주세요.")


class ConsentMissing(WrongState):
    """Nothing is ordered before everybody who must consent has; ``measure``."""

    type = "consent-missing"
    title = "A consent is missing"
    said = gettext_noop("동의가 모두 갖추어지지 않아 발주할 수 없습니다.")


class NoPrice(WrongState):
    """A measure without a price is neither planned nor ordered; ``measure``."""

    type = "measure-without-price"
    title = "The measure has no price"
    said = gettext_noop("단가가 없는 조치입니다. 예상 금액을 먼저 적어 주세요.")


class ObjectGone(WrongState):
    """The object was merged or taken out; ``state``."""

    type = "work-object-gone"
    title = "The object was merged or taken out"
    said = gettext_noop("병합되었거나 제외된 대상입니다.")


class MeasureThere(WrongState):
    """An object has one open measure of a kind; ``kind``."""

    type = "measure-there"
    title = "The object has an open measure of this kind"
    said = gettext_noop("이 대상에는 같은 종류의 조치가 이미 있습니다.")


class UnknownBudget(InvalidInput):
    """A budget source that the district's data does not have; ``budget``."""

    type = "budget-source"
    title = "The district has no such budget source"
    said = gettext_noop("재원을 선택해 주세요.")


class WorkReasonNeeded(InvalidInput):
    """What ends or holds something says why; it stays in the history."""

    type = "work-reason"
    title = "A reason is needed"
    said = gettext_noop("사유를 적어 주세요. 처리 이력에 남습니다.")
