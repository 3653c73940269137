"""Refusals of what goes to residents' pages."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError


class LinkNotSent(CaseError):
    """No automatic text can be sent to the residents now: STOP, or too many within the hour."""

    type = "link-not-sent"
    status = 409
    title = "No automatic text can be sent to the resident now"
    sentence = gettext_noop(
        "지금은 이 번호로 안내 문자를 보낼 수 없습니다. 민원인이 안내를 받지 "
        "않겠다고 했거나 한 시간 한도를 넘었습니다."
    )


class NoPublicAddress(CaseError):
    """``TOWNLINE_PUBLIC_URL`` is not set, so no link can be sent."""

    type = "no-public-address"
    status = 409
    title = "The public address is not set"
    sentence = gettext_noop(
        "민원인이 여는 주소가 설정되지 않아 링크를 보낼 수 없습니다. 서버 담당자에게 알려 주세요."
    )


class LinkOver(CaseError):
    """The link to the case page is wrong, expired or ended; the reason is not told."""

    type = "link-over"
    status = 410
    title = "The link is wrong or has ended"
