"""Refusals of what goes to residents' pages."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError


class LinkNotSent(CaseError):
    """No automatic text may go to the residents now: STOP, or too many in the hour."""

    type = "link-not-sent"
    status = 409
    title = "No automatic text may go to the resident now"
    said = gettext_noop(
        "지금은 이 번호로 안내 문자를 보낼 수 없습니다. 민원인이 안내를 받지 "
        "않겠다고 했거나 한 시간 한도를 넘었습니다."
    )


class NoPublicAddress(CaseError):
    """``TOWNLINE_PUBLIC_URL`` is not set, so no link can be sent."""

    type = "no-public-address"
    status = 409
    title = "Nobody has set the address that residents open"
    said = gettext_noop(
        "민원인이 여는 주소가 설정되지 않아 링크를 보낼 수 없습니다. 서버 담당자에게 알려 주세요."
    )


class LinkOver(CaseError):
    """A link to a case page that is wrong, too old, or of nobody any more: all look the same."""

    type = "link-over"
    status = 410
    title = "The link is wrong or over"
