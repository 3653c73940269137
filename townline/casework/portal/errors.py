"""Refusals of what goes to residents' pages."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError


class LinkNotSent(CaseError):
    """No automatic text may go to the residents now: STOP, or too many in the hour."""

    type = "link-not-sent"
    status = 409
    title = "No automatic text may go to the resident now"
    said = gettext_noop(
        "지금은 이 번호에 안내 문자를 보낼 수 없습니다."
        " 안내를 멈춰 달라고 했거나, 한 시간에 보낼 수 있는 만큼 보냈습니다."
    )


class NoPublicAddress(CaseError):
    """``TOWNLINE_PUBLIC_URL`` is not set, so no link can be sent."""

    type = "no-public-address"
    status = 409
    title = "Nobody has set the address that residents open"
    said = gettext_noop(
        "주민이 여는 주소가 정해지지 않아 링크를 보낼 수 없습니다."
        " 서버를 맡은 사람에게 알려 주세요."
    )


class LinkOver(CaseError):
    """A link to a case page that is wrong, too old, or of nobody any more: all look the same."""

    type = "link-over"
    status = 410
    title = "The link is wrong or over"
