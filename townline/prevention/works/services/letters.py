"""Letters that ask for consent, as a PDF: the address in the envelope's window, a QR, a form."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import segno
from django.template.loader import render_to_string
from django.utils.translation import gettext

from townline.platform.core import district, resident_moments
from townline.platform.core.history import audit
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.web.pdf import pdf_of
from townline.prevention.works.models import Consent, Party
from townline.prevention.works.ports import Papers
from townline.prevention.works.rules import Role
from townline.prevention.works.sealing import unseal
from townline.prevention.works.selectors import visibility
from townline.prevention.works.selectors.kinds import measure_kinds, works
from townline.prevention.works.services.asking import Address, answer_by, parties_post


@dataclass(frozen=True, slots=True)
class _Letter:
    party: Party
    name: str
    post: str
    place: str
    title: str
    body: str
    how: str
    role: str
    lines: list[tuple[str, str]]
    day: str
    answer_by: str
    url: str
    qr: str


def letters_pdf(
    parties: Sequence[int],
    actor: audit.Actor,
    now: dt.datetime,
    on_progress: Callable[[int], None] = lambda _: None,
) -> bytes | None:
    """Make letters to parties, and note that they were asked; None for nobody.

    Raises NoPublicAddress, PdfMissing. They are noted first: a letter that is printed twice harms
    nobody, one that lies in an envelope and is not known does.
    """
    recipients = parties_post(parties, actor=actor, now=now)
    if not recipients:
        return None
    day = now.astimezone(district.current().zone).date()
    letters = (_letter(one, rows, day) for one, rows in recipients)
    return pdf_of(map(letter_html, letters), "works/letter.css", on_progress)


def letter_html(letter: _Letter) -> str:
    """Write one letter on a page."""
    known = works().letter
    office, lang = district.part(Office), letter.party.language
    address = office.address.in_language(lang) if office.address else ""
    context = {
        "letters": [letter],
        "office": office.name.in_language(lang),
        "sender": known.sender or address,
        "phone": _phone(),
        "window": known.window,
    }
    return render_to_string("works/letter.html", context)


def _phone() -> str:
    """Give the telephone of the department that works on homes, else the duty telephone."""
    code = works().department
    found = next((one.phone for one in departments.departments() if one.code == code), "")
    return found or district.part(Office).duty_phone


def letters() -> Papers:
    """Name the letters that ask for consent."""
    return Papers(
        kind="letters",
        title=lambda: gettext("동의 요청 편지"),
        make=letters_pdf,
        may=visibility.decides,
        back="/works/consents/",
    )


def _letter(address: Address, rows: Sequence[Consent], day: dt.date) -> _Letter:
    party, lang, known = address.party, address.party.language, works().letter
    place = party.object.address
    return _Letter(
        party=party,
        name=unseal(party.name) or _default_name(party.role, lang),
        post=unseal(party.post) or place,
        place=place,
        title=known.title.in_language(lang),
        body=known.body.in_language(lang),
        how=known.how.in_language(lang),
        role=_role(party.role, lang),
        lines=[_line(row, lang) for row in rows],
        day=resident_moments.day(day, lang, year=True),
        answer_by=resident_moments.day(answer_by(day), lang, year=True),
        url=address.url,
        qr=_qr(address.url),
    )


def _line(row: Consent, lang: str) -> tuple[str, str]:
    kind = measure_kinds().get(row.measure.kind)
    if kind is None:
        return row.measure.kind, ""
    return kind.name.in_language(lang), kind.about.in_language(lang) if kind.about else ""


def _role(role: str, lang: str) -> str:
    words = {"ko": ("집주인", "세입자"), "en": ("Landlord", "Tenant")}
    return words.get(lang, words["ko"])[role == Role.TENANT]


def _default_name(role: str, lang: str) -> str:
    """Address somebody whose name nobody knows."""
    return f"{_role(role, lang)} 귀하" if lang == "ko" else f"The {_role(role, lang).lower()}"


def _qr(url: str) -> str:
    """Draw the QR code as SVG, level Q, with its quiet zone. Source: ISO/IEC 18004."""
    svg = io.BytesIO()
    code = segno.make(url, error="q", boost_error=False, micro=False)
    code.save(svg, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, light="#fff")
    return svg.getvalue().decode()
