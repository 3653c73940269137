"""The poster for the door of a line: how to take a ticket there, by camera or by text.

Black on white, with words that are read from three metres. It holds public addresses only.
"""

import io

import segno
from django.template.loader import render_to_string

from townline.core import district, public
from townline.queues.models import Queue
from townline.queues.services.days import queue_get
from townline.web.paper import pdf


def poster_pdf(*, code: str) -> bytes:
    """Make the poster of one line, A4. Raises UnknownQueue, web.paper.PaperMissing."""
    return pdf(poster_html(code=code), "queues/poster.css")


def poster_html(*, code: str) -> str:
    """Give the poster as a page. Raises UnknownQueue."""
    queue, raw = queue_get(code), district.current().raw
    address = public.address(f"/n/{queue.code}/")
    opening = raw.get("texts", {}).get("words", {}).get("ticket", {}).get("ko", [])
    context = {
        "queue": queue,
        "office": raw["service_name"]["ko"],
        "address": address,
        "qr": _qr(address) if address else "",
        "line_number": district.line_number(),
        "words": f"{opening[0]} {_word(queue)}" if opening else "",
    }
    return render_to_string("queues/poster.html", context)


def _word(queue: Queue) -> str:
    return str(queue.words[0]) if queue.words else queue.name_ko


def _qr(address: str) -> str:
    """Draw the QR code as SVG, with its quiet zone of four modules.

    Level Q: a quarter of it may be dirty or torn. Source: ISO/IEC 18004.
    """
    drawn = io.BytesIO()
    code = segno.make(address, error="q", boost_error=False, micro=False)
    code.save(drawn, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, light="#fff")
    return drawn.getvalue().decode()
