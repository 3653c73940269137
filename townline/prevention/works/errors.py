"""What is refused of works."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound, WrongState


class WorkNotFound(NotFound):
    """No such object or measure."""

    type = "work-not-found"
    title = "There is no such measure"
    sentence = gettext_noop("없는 조치입니다.")


class NotYourConsent(InvalidInput):
    """The link is for another home: nothing was answered."""

    type = "consent-of-another-home"
    title = "The link is for another home"
    sentence = gettext_noop(
        "이 링크의 집에 대한 동의가 아닙니다. 받으신 문자나 편지의 링크를 다시 열어 주세요."
    )


class NotShown(WrongState):
    """Nobody has shown on this telephone that it is theirs, or too long ago."""

    type = "consent-not-shown"
    title = "The telephone was not shown to be theirs"
    sentence = gettext_noop("본인 확인이 필요합니다. 인증번호를 다시 받아 주세요.")


class ConsentCodeWrong(InvalidInput):
    """A wrong, used or late code, or one of another number."""

    type = "consent-code"
    title = "The code is wrong or too old"
    sentence = gettext_noop("인증번호가 다르거나 시간이 지났습니다. 다시 받아 주세요.")


class NoCodeSent(WrongState):
    """No code may go to this number now."""

    type = "consent-no-code"
    title = "No code may go to this number now"
    sentence = gettext_noop(
        "지금은 이 번호로 인증번호를 보낼 수 없습니다. 한 시간 뒤에 다시 시도해 주세요."
    )


class PartyUnknown(WrongState):
    """Nobody is known yet who could consent."""

    type = "party-unknown"
    title = "Nobody is known who could consent"
    sentence = gettext_noop("동의할 사람이 아직 등록되지 않았습니다.")


class SamePersonUnknown(InvalidInput):
    """Another telephone may be another person, whose consent was never given."""

    type = "party-same-person"
    title = "Say whether this is another person"
    sentence = gettext_noop(
        "전화번호가 바뀝니다. 같은 사람인지 다른 사람인지 고르고 다시 저장해 주세요. 다른 사람이면 "
        "동의를 다시 받습니다."
    )


class NoAnswer(InvalidInput):
    """Nothing was chosen."""

    type = "consent-no-answer"
    title = "Nothing was chosen"
    sentence = gettext_noop("조치마다 동의하는지 골라 주세요.")


class FormPhotoNeeded(InvalidInput):
    """A consent on paper is kept with a photo of the signed form."""

    type = "consent-form-photo"
    title = "A photo of the signed form is needed"
    sentence = gettext_noop("서명한 동의서 사진을 올려 주세요.")


class ConsentNotFound(NotFound):
    """No such consent."""

    type = "consent-not-found"
    title = "There is no such consent"
    sentence = gettext_noop("없는 동의입니다.")


class UnknownMeasureKind(InvalidInput):
    """A kind of measure that the district's data does not have; ``kind``."""

    type = "measure-kind"
    title = "The district has no such kind of measure"
    sentence = gettext_noop("조치 종류를 선택해 주세요.")


class ConsentMissing(WrongState):
    """Nothing is ordered before everybody who must consent has; ``measure``."""

    type = "work-consent-missing"
    title = "A consent is missing"
    sentence = gettext_noop("동의가 모두 갖추어지지 않아 발주할 수 없습니다.")


class NoPrice(WrongState):
    """A measure without a price is neither planned nor ordered; ``measure``."""

    type = "measure-without-price"
    title = "The measure has no price"
    sentence = gettext_noop("단가가 없는 조치입니다. 예상 금액을 먼저 적어 주세요.")


class ObjectGone(WrongState):
    """The object was merged or taken out; ``state``."""

    type = "work-object-gone"
    title = "The object was merged or taken out"
    sentence = gettext_noop("병합되었거나 제외된 대상입니다.")


class RepairedElsewhere(WrongState):
    """Its own room sees to it already: a hazard has a repair order of its own."""

    type = "work-elsewhere"
    title = "An order of its own repairs it"
    sentence = gettext_noop(
        "이 위험 지점에는 이미 보수 지시가 있습니다. 보수 지시를 취소해야 조치로 할 수 있습니다."
    )


class MeasureThere(WrongState):
    """An object has one open measure of a kind; ``kind``."""

    type = "measure-there"
    title = "The object has an open measure of this kind"
    sentence = gettext_noop("이 대상에는 같은 종류의 조치가 이미 있습니다.")


class UnknownBudget(InvalidInput):
    """A budget source that the district's data does not have; ``budget``."""

    type = "budget-source"
    title = "The district has no such budget source"
    sentence = gettext_noop("재원을 선택해 주세요.")


class WorkReasonNeeded(InvalidInput):
    """What ends or holds something says why; it stays in the history."""

    type = "work-reason"
    title = "A reason is needed"
    sentence = gettext_noop("사유를 적어 주세요. 처리 이력에 남습니다.")


class NothingToPrint(InvalidInput):
    """Papers are made of at least one."""

    type = "work-papers-none"
    title = "Choose what to print"
    sentence = gettext_noop("인쇄할 것을 선택해 주세요.")


class PaperNotFound(NotFound):
    """No such file of papers: made for somebody else, or gone after a day."""

    type = "work-papers-not-found"
    title = "There is no such file"
    sentence = gettext_noop("없는 파일이거나, 하루가 지나 지운 파일입니다.")
