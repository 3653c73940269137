"""What the room refuses, by noun. Each says what to do; words for people are in views."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput, NotFound, WrongState

# Refusals about requests, calls and blocks.


class AskingOff(CaseError):
    """The safe number is suspended, replaced or cancelled; which is not told."""

    type = "number-out-of-use"
    status = 410
    title = "The safe number is not in use now"


class AskingLimited(CaseError):
    """Too many requests by this sender, or to this owner, recently."""

    type = "asked-too-often"
    status = 429
    title = "Too many requests recently"


class AskerBlocked(CaseError):
    """The owner or the district has blocked this caller."""

    type = "asker-blocked"
    status = 403
    title = "This caller is blocked"


class RequestNotFound(NotFound):
    """There is no such request."""

    type = "request-not-found"
    title = "There is no such request"
    sentence = gettext_noop("그런 요청이 없습니다. 목록에서 다시 찾아 주세요.")


class RequestOver(WrongState):
    """The request has ended: it takes no answer any more."""

    type = "request-over"
    title = "The request has ended"


class HelpTaskOver(WrongState):
    """The duty room has helped already, or the owner could come after all."""

    type = "help-task-over"
    title = "The to-do has ended"


class AnswerUnknown(InvalidInput):
    """The answer must be 1, 2 or 3."""

    type = "answer-unknown"
    title = "The answer must be 1, 2 or 3"


class NobodyToBlock(WrongState):
    """The sender left no number, or it was already deleted."""

    type = "nobody-to-block"
    title = "The sender left no number"


class ReasonMissing(InvalidInput):
    """A request from the office needs a reason; it is recorded in the history."""

    type = "reason-missing"
    title = "The reason is missing"


# Refusals about numbers and leases.

# The problems of the JSON API are made of it, as those of cases are.
SafeNumberError = CaseError


class LeaseNotFound(NotFound):
    """There is no such safe number."""

    type = "lease-not-found"
    title = "There is no such safe number"
    sentence = gettext_noop("그런 번호가 없습니다. 목록에서 다시 찾아 주세요.")


class PlateInvalid(InvalidInput):
    """The car number is not in a known format: enter it in full."""

    type = "plate-invalid"
    title = "This is not a car number"
    sentence = gettext_noop("차 번호를 12가 3456이나 서울 12가 3456처럼 적어 주세요")


class NumberUnknown(InvalidInput):
    """Not a 050 number, or not one of our pools."""

    type = "safe-number-unknown"
    title = "That is not a safe number of this district"
    sentence = gettext_noop("우리 구의 안심번호가 아닙니다. 0504-0000-1234처럼 적어 주세요")


class PhonesInvalid(InvalidInput):
    """A number that cannot be called, more than ``most``, or the same number twice."""

    type = "phones-invalid"
    title = "These telephone numbers cannot be used"
    sentence = gettext_noop(
        "전화번호를 010-0000-0042처럼 적어 주세요."
        " 서로 다른 번호로 %(most)s개까지이며 050 번호와 해외 번호는 쓸 수 없습니다"
    )


class QuietInvalid(InvalidInput):
    """Do not disturb hours need a start and an end that differ."""

    type = "quiet-hours-invalid"
    title = "These do not disturb hours are not possible"
    sentence = gettext_noop("방해 금지 시간은 시작과 종료를 서로 다르게, 둘 다 적어 주세요")


class AlreadyIssued(CaseError):
    """The car already has a safe number, or is on the waiting list."""

    type = "car-has-a-number"
    status = 409
    title = "The car already has a safe number"
    sentence = gettext_noop("이 차에는 이미 번호가 있거나, 대기 명단에 있습니다")


class NoneFree(CaseError):
    """All numbers of all pools are in use or resting; the current one stays."""

    type = "no-number-free"
    status = 409
    title = "No safe number is free"
    sentence = gettext_noop("지금은 남은 번호가 없습니다. 쓰던 번호는 그대로입니다.")


class CodeWrong(InvalidInput):
    """The verification code is wrong, used or expired."""

    type = "code-wrong"
    title = "The verification code is wrong"
    sentence = gettext_noop(
        "인증번호 6자리가 다르거나 시간이 지났습니다. 다시 적거나 새로 받아 주세요"
    )


class SearchInvalid(InvalidInput):
    """Enter a whole car number, safe number, telephone number or short code."""

    type = "search-invalid"
    title = "This cannot be searched for"
    sentence = gettext_noop(
        "차 번호, 안심번호, 전화번호, 6자리 번호 가운데 하나를 모두 적어 주세요"
    )


class ConsentMissing(InvalidInput):
    """The owner must agree to the district's terms before a number is issued."""

    type = "consent-missing"
    title = "Consent is missing"
    sentence = gettext_noop("읽고 동의해 주세요. 동의하지 않으면 번호를 드릴 수 없습니다")


class TooManyCars(CaseError):
    """One telephone has as many cars as can be applied for online."""

    type = "too-many-cars"
    status = 409
    title = "Too many cars for one telephone"
    sentence = gettext_noop(
        "이 휴대전화로는 더 신청할 수 없습니다. 차가 더 있으면 구청 창구로 와 주세요"
    )


class TextedTooOften(CaseError):
    """The number has already got all texts allowed within an hour."""

    type = "texted-too-often"
    status = 429
    title = "Too many texts went to this number"
    sentence = gettext_noop("이 번호로는 지금 더 보낼 수 없습니다. 한 시간 뒤에 다시 시도해 주세요")


class BulkInvalid(InvalidInput):
    """The file has errors; ``problems`` names each line. Nothing was saved."""

    type = "lines-wrong"
    title = "The file has errors"

    def __init__(self, detail: str, problems: Sequence[tuple[int, str, str]]) -> None:
        super().__init__(
            detail, problems=[{"line": n, "detail": words} for n, words, _ in problems]
        )
        self.problems = tuple(problems)


# Refusals of the page behind a QR code.


class TailWrong(InvalidInput):
    """These are not the last four characters of the car number."""

    type = "plate-end-wrong"
    title = "The last four characters of the car number are wrong"


class GuessedTooOften(CaseError):
    """Too many wrong car numbers for this car, or from this address."""

    type = "guessed-too-often"
    status = 429
    title = "Too many wrong car numbers"


class AskerPhoneInvalid(InvalidInput):
    """An answer by text needs a mobile number of this country."""

    type = "asker-phone-invalid"
    title = "No answer can be texted to this number"
