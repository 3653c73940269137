"""The poster for the door of a line: how to take a ticket there, by camera or by text.

Black on white, with words that are read from three metres. It holds public addresses only.
"""

import io
from dataclasses import dataclass

import segno
from django.template.loader import render_to_string

from townline.lines.queues.models import Queue
from townline.lines.queues.services.days import queue_get
from townline.platform.core import district
from townline.platform.core.http import public
from townline.platform.core.settings import Office
from townline.platform.web.pdf import pdf


def poster_pdf(*, code: str) -> bytes:
    """Make the poster of one line, A4. Raises UnknownQueue, web.paper.PaperMissing."""
    return pdf(poster_html(code=code), "queues/poster.css")


def poster_html(*, code: str) -> str:
    """Give the poster as a page. Raises UnknownQueue."""
    queue = queue_get(code)
    address = public.address(f"/n/{queue.code}/")
    context = {
        "queue": queue,
        "office": district.part(Office).service_name.ko,
        "address": address,
        "qr": _qr(address) if address else "",
        "line_number": district.line_number(),
        "words": _words(queue, "ko"),
    }
    return render_to_string("queues/poster.html", context)


@dataclass(frozen=True, slots=True)
class TextWay:
    """A ticket by text, which proves the telephone: what to send, and where to."""

    words: str
    number: str


def text_way(queue: Queue, language: str) -> TextWay | None:
    """Say how a line's ticket is had by a text; None where texts ask for none."""
    words, number = _words(queue, language), district.line_number()
    return TextWay(words, number) if words and number else None


def _words(queue: Queue, language: str) -> str:
    opening = district.words("ticket").get(language, ())
    return f"{opening[0]} {_word(queue, language)}" if opening else ""


def _word(queue: Queue, language: str) -> str:
    if language == "en":
        return queue.name_en
    return str(queue.words[0]) if queue.words else queue.name_ko


def _qr(address: str) -> str:
    """Draw the QR code as SVG, with its quiet zone of four modules.

    Level Q: a quarter of it may be dirty or torn. Source: ISO/IEC 18004.
    """
    svg = io.BytesIO()
    code = segno.make(address, error="q", boost_error=False, micro=False)
    code.save(svg, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, light="#fff")
    return svg.getvalue().decode()
