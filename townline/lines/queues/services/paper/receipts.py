"""What stands on a paper ticket: short words, large, and the way to the same ticket by camera."""

import datetime as dt
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from townline.lines.queues import tokens
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules.tickets import format_number
from townline.lines.queues.selectors.mine import ticket_view
from townline.lines.queues.services.notifications import when_words
from townline.platform.core import resident_moments
from townline.platform.core.http import public
from townline.platform.core.text.languages import page_language


@dataclass(frozen=True, slots=True)
class PaperLine:
    """Words, how high in dots, and whether bold."""

    words: str
    size: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """Rows from the top, and the address that the QR code holds; "" for none."""

    rows: tuple[PaperLine, ...]
    address: str


def receipt_of(ticket: Ticket, now: dt.datetime) -> Receipt:
    """Write a ticket with its site and queue as a receipt, in its language."""
    queue = ticket.day.queue
    english = ticket.language != "ko"
    view = ticket_view(ticket.id, now)
    with translation.override(page_language(ticket.language)):
        rows = [
            PaperLine(queue.site.name_en if english else queue.site.name_ko, 30),
            PaperLine(queue.name_en if english else queue.name_ko, 44, bold=True),
            *_number(ticket, queue.prefix),
            *_place(view.ahead, ticket),
            PaperLine(resident_moments.moment(ticket.taken_at, ticket.language), 26),
        ]
        address = public.address(f"/n/t/{tokens.token_of(bytes(ticket.key), ticket.holder)}")
        if address:
            rows.append(PaperLine(gettext("휴대전화로 비추면 현재 순서가 보입니다"), 26))
        rows.append(PaperLine(gettext("인증번호 %(code)s") % {"code": view.code}, 30, bold=True))
    return Receipt(tuple(rows), address)


def _number(ticket: Ticket, prefix: str) -> list[PaperLine]:
    if ticket.number is None:
        return [PaperLine(gettext("문을 열 때 추첨으로 순서를 정합니다"), 36, bold=True)]
    return [PaperLine(format_number(prefix, ticket.number), 170, bold=True)]


def _place(ahead: int | None, ticket: Ticket) -> list[PaperLine]:
    if ahead is None or ticket.low is None or ticket.high is None:
        return []
    when = when_words(ticket.low, ticket.high)
    return [
        PaperLine(gettext("앞에 %(ahead)d명") % {"ahead": ahead}, 40),
        PaperLine(gettext("%(when)s 부릅니다") % {"when": when}, 34),
    ]
