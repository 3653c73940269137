"""The sticker: a tagged PDF of the right size that holds the number, the code and no owner."""

import re
import zlib
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import StickerSize
from townline.lines.safenumbers.services import stickers
from townline.lines.safenumbers.tests.number_plates import issue, small_pool
from townline.platform.core.http import public

pytestmark = pytest.mark.django_db
MM = 72 / 25.4
OWNER = (b"0042", b"3456", "12가".encode("utf-16-be"), "12가".encode())
SIZES = {
    StickerSize.LARGE: (148, 105),
    StickerSize.SMALL: (94, 56),
    StickerSize.SHEET: (210, 297),
}


@pytest.fixture
def lease(world, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://line.example"
    return issue(world.now)


def whole(pdf: bytes) -> bytes:
    """Give a PDF with its streams unpacked."""
    unpacked = [pdf]
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            unpacked.append(zlib.decompress(stream[1]))
        except zlib.error:
            continue
    return b"\n".join(unpacked)


@pytest.fixture
def papers(monkeypatch):
    """Give what papers are made of, (page, style) each, and make none: that takes a second."""
    papers: list[tuple[str, str]] = []

    def keep(html, style):
        papers.append((html, Path(finders.find(style)).read_text()))
        return b"%PDF-"

    monkeypatch.setattr(stickers, "pdf", keep)
    return papers


def width_in_bold(words: str) -> float:
    """Give how wide words are in the font of the number, for a size of 1."""
    with TTFont(finders.find("vendor/fonts/PretendardGOV-Bold.woff2")) as font:
        signs, widths = font.getBestCmap(), font["hmtx"]
        return float(sum(widths[signs[ord(sign)]][0] for sign in words) / font["head"].unitsPerEm)


@pytest.mark.parametrize("size", list(StickerSize))
def test_each_size_is_a_tagged_paper_with_title_and_language(lease, size):
    text = whole(api.sticker_pdf(lease_id=lease.id, size=size))
    width, height = (
        float(n) for n in re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", text).groups()
    )
    wanted = SIZES[size]
    assert (round(width / MM), round(height / MM)) == wanted
    for mark in (b"/Lang", b"/StructTreeRoot", b"/MarkInfo", b"/Title", b"pdfuaid"):
        assert mark in text
    # It fits: nothing went over to another page.
    assert len(re.findall(rb"/Type\s*/Page\b", text)) == 1
    # Digits of a longer number (a moment, a place in the file) are no telephone number.
    for secret in OWNER:
        assert not re.search(rb"(?<!\d)" + secret + rb"(?!\d)", text)


def test_the_qr_code_holds_the_address_and_can_lose_a_quarter(lease, papers, monkeypatch):
    import segno

    made = []
    real = segno.make
    monkeypatch.setattr(
        segno, "make", lambda text, **how: made.append((text, how)) or real(text, **how)
    )
    api.sticker_pdf(lease_id=lease.id)
    [(text, how)] = made
    assert text == public.address(f"/q/{api.qr_token(lease.id)}")
    assert how["error"] == "q"
    assert real(text, **how).error == "Q"
    # Forty-five modules and the quiet zone on 32 mm: each is over half a millimetre.
    assert 32 / (real(text, **how).symbol_size(border=4)[0]) > 0.5


@pytest.mark.parametrize(
    ("size", "inside", "code"),
    [(StickerSize.LARGE, 131, 40), (StickerSize.SMALL, 84, 32), (StickerSize.SHEET, 84, 32)],
)
def test_the_number_is_on_one_line_and_the_qr_code_at_least_32_mm(
    lease, size, inside, code, papers
):
    api.sticker_pdf(lease_id=lease.id, size=size)
    [(html, style)] = papers
    number = api.number_shown(lease.number)
    assert f'<p class="number">{number}</p>' in html
    [rule] = re.findall(r"^\.number \{.*\}$", style, re.MULTILINE)
    assert "white-space: nowrap" in rule
    # Nor the number for telephones with buttons, in both languages.
    assert html.count(f'<span class="whole">{api.numbers_settings().access_number}, ') == 2
    assert ".whole { white-space: nowrap; }" in style
    assert width_in_bold(number) * float(re.search(r"font-size: ([\d.]+)mm", rule)[1]) < inside
    assert f".qr svg {{ width: {code}mm; height: {code}mm; }}" in style
    assert '<article class="sticker coded">' in html


def test_without_an_address_there_is_no_code_but_a_number(lease, papers, settings):
    settings.TOWNLINE_PUBLIC_URL = ""
    api.sticker_pdf(lease_id=lease.id)
    [(html, _)] = papers
    assert "<svg" not in html
    assert '<article class="sticker">' in html


def test_who_waits_has_no_sticker(world, settings):
    small_pool(1, now=world.now)
    issue(world.now, "11가1111")
    waiting = issue(world.now, "22가2222")
    with pytest.raises(api.WrongState):
        api.sticker_pdf(lease_id=waiting.id)


def test_the_desk_opens_and_prints_it(lease, visit, papers):
    desk = visit("clerk1")
    for size in ("", "?size=small", "?size=sheet", "?size=unheard"):
        response = desk.get(f"/numbers/{lease.id}/sticker.pdf{size}")
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")
    assert len(papers) == 4
