"""What the room refuses: the words of each, and what they need."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from townline.platform.core import resident_moments
from townline.platform.core.refusals import Refusal


class QueueError(Refusal):
    """Base of what the room refuses; ``shown`` fills its words (services/refusing.py)."""

    status = 409

    def __init__(self, **shown: str | int | dt.datetime) -> None:
        super().__init__(self.type)
        self.shown = shown
        # What a program needs to go on, beside the words.
        self.extra: dict[str, object] = {}

    def message(self) -> str:
        shown = dict(self.shown)
        if isinstance(opens := shown.get("opens"), dt.datetime):
            shown["opens"] = resident_moments.hour(opens)
        return self.words("", shown)


class UnknownQueue(QueueError):
    """No queue, site or counter has that code."""

    type = "unknown-queue"
    status = 404
    title = "There is no such queue or counter"
    sentence = gettext_noop("그런 대기열이 없습니다. 목록에서 선택해 주세요.")


class UnknownTicket(QueueError):
    """The token is wrong, expired, or its ticket was moved to another phone."""

    type = "unknown-ticket"
    status = 404
    title = "The token opens no ticket"
    sentence = gettext_noop(
        "이 번호표를 열 수 없습니다. 다른 전화로 옮겼거나 날이 지났을 수 있습니다. "
        "번호표와 인증번호를 적거나 창구에 말씀해 주세요."
    )


class NotToday(QueueError):
    """The queue is not open on this day."""

    type = "not-today"
    title = "The queue is not open today"
    sentence = gettext_noop("오늘은 휴무일입니다.")


class NotYet(QueueError):
    """Tickets are issued later that day."""

    type = "not-yet"
    title = "Tickets are not issued yet"
    sentence = gettext_noop("%(opens)s부터 번호표를 받을 수 있습니다.")

    def __init__(self, *, opens: dt.datetime) -> None:
        super().__init__(opens=opens)


class QueueClosed(QueueError):
    """No more tickets are issued today."""

    type = "closed"
    title = "No more tickets are issued today"
    sentence = gettext_noop("오늘 발권은 끝났습니다. 다음 운영일에 와 주세요.")


class QueueFull(QueueError):
    """All tickets of the day are issued, or more people are waiting than can be served today."""

    type = "full"
    title = "The day is full"
    sentence = gettext_noop(
        "오늘 발권할 수 있는 인원이 다 찼습니다. 다른 곳을 이용하거나 다음 운영일에 와 주세요."
    )


class AlreadyHere(QueueError):
    """The phone or device already has a ticket of this queue."""

    type = "already-here"
    title = "The phone or device already has a ticket"
    sentence = gettext_noop(
        "이미 받은 번호표가 있습니다. 문자로 온 링크를 열거나, 번호표와 인증번호를 "
        "적어 주세요. 여러 사람이 한 전화를 쓰면 창구에 말씀해 주세요."
    )

    def __init__(self, *, by: str, ticket_id: int | None = None) -> None:
        super().__init__(by=by)
        self.ticket_id = ticket_id


class ProofNeeded(QueueError):
    """Send a proof of work first: ``hashes`` of ``challenge``, in so many ``pieces``.

    Without hashes no work is enough: only a verified telephone.
    """

    type = "proof-needed"
    status = 428
    title = "A proof of work is missing or not enough"
    sentence = gettext_noop(
        "이 연결(와이파이나 통신사)에서 전화번호를 인증하지 않은 번호표가 이미 기다리고 있습니다. "
        "휴대전화 문자로 받거나, 무인 발권기나 창구에서 받아 주세요."
    )

    def __init__(self, *, challenge: str, hashes: int, pieces: int) -> None:
        super().__init__(challenge=challenge, hashes=hashes, pieces=pieces)
        self.challenge, self.hashes, self.pieces = challenge, hashes, pieces
        self.extra = {"challenge": challenge, "hashes": hashes, "pieces": pieces}

    def message(self) -> str:
        if self.hashes:
            return gettext("번호표를 받기 전 확인에 몇 초 걸립니다.")
        return super().message()


class PartyTooLarge(QueueError):
    """More people than the queue allows on one ticket."""

    type = "party"
    status = 422
    title = "Too many people for one ticket"
    sentence = gettext_noop("일행은 1명에서 %(most)s명까지 적을 수 있습니다.")


class WrongTicketState(QueueError):
    """The ticket is not in a state in which that is possible."""

    type = "wrong-state"
    title = "The state does not allow that"
    sentence = gettext_noop("번호표가 바뀌어 지금은 처리할 수 없습니다. 화면을 새로 고쳐 주세요.")


class DeskClosed(QueueError):
    """The counter is closed, or somebody else has opened it."""

    type = "desk-closed"
    title = "The counter is closed"
    sentence = gettext_noop("닫힌 창구입니다. 먼저 창구를 열어 주세요.")


class DeskBusy(QueueError):
    """Somebody is at the counter: finish with them first."""

    type = "desk-busy"
    title = "Somebody is at the counter"
    sentence = gettext_noop(
        "이 창구에 호출한 분이 있습니다. 처리 완료, 미응답, 보류 가운데 하나를 먼저 선택해 주세요."
    )


class NobodyCalled(QueueError):
    """Nobody is at the counter now."""

    type = "nobody-called"
    title = "Nobody is at the counter"
    sentence = gettext_noop("지금 이 창구에 호출한 분이 없습니다.")


class TooOften(QueueError):
    """Delayed or rejoined more often, or later, than the queue allows."""

    type = "too-often"
    title = "That was done too often, or is too late"
    sentence = gettext_noop("더 미루거나 다시 대기할 수 없습니다. 창구에 말씀해 주세요.")


class NobodyBehind(QueueError):
    """Nobody is waiting behind this ticket who could go first."""

    type = "nobody-behind"
    title = "Nobody is waiting behind this ticket"
    sentence = gettext_noop(
        "뒤에 기다리는 분이 없어 순서가 그대로입니다. 호출한 뒤에 늦으면 그때 눌러 주세요."
    )


class CodeLocked(QueueError):
    """Too many wrong codes for this ticket: ask at the counter."""

    type = "code-locked"
    status = 403
    title = "Too many wrong codes"
    sentence = gettext_noop("인증번호가 다섯 번 틀려 잠겼습니다. 창구에 말씀해 주세요.")


class WrongCode(QueueError):
    """The number and the code do not match."""

    type = "wrong-code"
    status = 403
    title = "Number and code do not belong together"
    sentence = gettext_noop("번호표와 인증번호가 맞지 않습니다. 다시 확인해 주세요.")


class NotAllowed(QueueError):
    """The person may not do this."""

    type = "not-allowed"
    status = 403
    title = "This person or token may not do that"
    sentence = gettext_noop("권한이 없습니다.")


class TooEarly(QueueError):
    """It is too early to check in for the booking."""

    type = "too-early"
    title = "It is too early for that"
    sentence = gettext_noop("예약하신 분은 %(opens)s부터 '왔어요'를 누를 수 있습니다.")

    def __init__(self, *, opens: dt.datetime) -> None:
        super().__init__(opens=opens)


class PhoneNeeded(QueueError):
    """A booking needs a mobile number."""

    type = "phone-needed"
    status = 422
    title = "A mobile number is needed"
    sentence = gettext_noop(
        "예약하려면 휴대전화 번호를 적어 주세요. 번호가 없으면 창구에서 예약해 드립니다."
    )


class NoSlot(QueueError):
    """That time is fully booked, past, or not offered."""

    type = "no-slot"
    title = "That time cannot be booked"
    sentence = gettext_noop("그 시각은 마감되었거나 지났습니다. 다른 시각을 선택해 주세요.")


class NoQuestions(QueueError):
    """The queue has no questionnaire."""

    type = "no-questions"
    status = 404
    title = "The queue has no questionnaire"
    sentence = gettext_noop("이 번호표에는 질문이 없습니다.")


class QuestionsOver(QueueError):
    """The ticket has ended: answers can no longer be saved or shown."""

    type = "questions-over"
    status = 404
    title = "The ticket has ended"
    sentence = gettext_noop("끝난 번호표입니다. 작성하신 답변은 더 열리지 않고 곧 삭제됩니다.")


class AnswersWrong(QueueError):
    """Some answers cannot be saved; nothing was saved."""

    type = "answers"
    status = 422
    title = "An answer cannot be saved"
    sentence = gettext_noop("고칠 답변이 있습니다.")

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__()
        # Why, by question (rules/answers.py).
        self.wrong = wrong
