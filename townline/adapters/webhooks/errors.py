"""What is refused of webhooks."""

from django.utils.translation import gettext_noop

from townline.platform.core.refusals import Refusal


class WebhookError(Refusal):
    """That is not possible with a webhook; ``detail`` says why."""

    type = "webhook-error"
    status = 422
    title = "That is not possible with a webhook"

    def __init__(self, detail: str, **extra: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class EndpointNotFound(WebhookError):
    """No such receiver of webhooks."""

    type = "webhook-not-found"
    status = 404
    title = "There is no such webhook"
    sentence = gettext_noop("없는 웹훅입니다.")


class EndpointInvalid(WebhookError):
    """Its name is taken, its address may not be called, or it subscribes to nothing; ``why``."""

    type = "webhook-invalid"
    title = "The webhook cannot be set up so"
    sentence_by = {
        "name": gettext_noop("같은 이름의 웹훅이 있습니다."),
        "url": gettext_noop(
            "https로 시작하는 외부 주소를 적어 주세요. 내부망 주소는 쓸 수 없습니다."
        ),
        "events": gettext_noop("받을 알림을 하나 이상 선택해 주세요."),
        "most": gettext_noop("웹훅은 20개까지 만들 수 있습니다."),
    }


class DeliverySettled(WebhookError):
    """The message is not in a state that allows this; ``state``."""

    type = "webhook-settled"
    status = 409
    title = "The message was sent or given up before"
    sentence = gettext_noop("이미 처리된 전송입니다.")
