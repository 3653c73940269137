"""What is refused of broadcasts."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, WrongState


class NoRecipients(WrongState):
    """A broadcast needs somebody who gets it."""

    type = "broadcast-without-recipients"
    title = "The message has no recipients"
    sentence = gettext_noop("받을 분이 없습니다. 받을 분이 있는지 먼저 확인해 주세요.")


class NoWords(InvalidInput):
    """A broadcast says something in Korean at least."""

    type = "broadcast-without-words"
    title = "The message has no words"
    sentence = gettext_noop("한국어로 발송 내용을 적어 주세요.")


class BroadcastChanged(WrongState):
    """The words or the recipients are others than those looked at."""

    type = "broadcast-changed"
    title = "The message changed since you looked at it"
    sentence = gettext_noop("내용이나 받을 분이 바뀌었습니다. 다시 확인해 주세요.")


class BroadcastSent(WrongState):
    """It has been approved already; it is not sent twice; ``state``."""

    type = "broadcast-sent"
    title = "The message was approved already"
    sentence = gettext_noop("이미 승인된 내용입니다. 두 번 발송하지 않습니다.")


class BroadcastWaits(WrongState):
    """One at a time is written or waits for approval."""

    type = "broadcast-waits"
    title = "Another message is being written"
    sentence = gettext_noop("작성 중이거나 승인 대기 중인 내용이 있습니다. 먼저 마쳐 주세요.")


class TextsLeft(WrongState):
    """Texts of it have left: that cannot be undone."""

    type = "texts-left"
    title = "Texts of the message have left"
    sentence = gettext_noop("문자가 이미 나가서 실행을 취소할 수 없습니다.")


class NotQuiet(WrongState):
    """It waits for no end of do not disturb hours: there is nothing to send earlier."""

    type = "broadcast-not-quiet"
    title = "The message does not wait for the end of the do not disturb hours"
    sentence = gettext_noop("발송을 기다리는 안내가 아닙니다. 지금 상태를 다시 확인해 주세요.")
