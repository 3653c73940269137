"""The sticker behind the windscreen, as a PDF that a printer and a screen reader can read.

Black on white: a sticker is read through glass, in the sun and in the dark. It holds the safe
number, which is public, and an address; nothing of the owner, not even the car.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import segno
from django.template.loader import render_to_string

from townline.casework.cases.api import WrongState
from townline.lines.safenumbers.rules import numbers
from townline.lines.safenumbers.selectors.leases import LeaseView, lease_get, qr_token
from townline.lines.safenumbers.selectors.settings import numbers_settings
from townline.platform.core import district
from townline.platform.core.http import public
from townline.platform.core.settings import Office
from townline.platform.web.pdf import pdf

MOST = 500  # stickers of one file


class Size(StrEnum):
    """``LARGE``: A6 landscape; ``SMALL``: a card; ``SHEET``: A4 with ten cards to cut."""

    LARGE = "large"
    SMALL = "small"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class _Sticker:
    number: str
    code: str
    qr: str


def sticker_pdf(*, lease_id: UUID, size: Size = Size.LARGE) -> bytes:
    """Make the sticker of one lease. Raises LeaseNotFound, WrongState, web.paper.PaperMissing."""
    return stickers_pdf(lease_ids=[lease_id], size=size)


def stickers_pdf(*, lease_ids: Sequence[UUID], size: Size) -> bytes:
    """Make the stickers of some leases, at most MOST, in one file. Raises as ``sticker_pdf``."""
    stickers = [_sticker(lease_get(lease_id)) for lease_id in lease_ids[:MOST]]
    office = district.part(Office).service_name
    context = {
        "stickers": stickers,
        "size": size,
        "office": office.ko,
        "office_en": office.en,
        "access_number": numbers_settings().access_number,
    }
    html = render_to_string("safenumbers/sticker.html", context)
    return pdf(html, f"safenumbers/sticker-{size}.css")


def _sticker(lease: LeaseView) -> _Sticker:
    if not lease.number:
        raise WrongState("the car waits for a number; there is no sticker yet")
    return _Sticker(
        number=numbers.format_number(lease.number),
        code=lease.code,
        qr=_qr(lease.id),
    )


def _qr(lease_id: UUID) -> str:
    """Draw the QR code as SVG, with its quiet zone of four modules; "" without an address.

    Level Q: a quarter of it may be scratched or in the shade. Source: ISO/IEC 18004.
    """
    token = qr_token(lease_id)
    if not token or not public.address("/"):
        return ""
    svg = io.BytesIO()
    code = segno.make(public.address(f"/q/{token}"), error="q", boost_error=False, micro=False)
    code.save(svg, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, light="#fff")
    return svg.getvalue().decode()
