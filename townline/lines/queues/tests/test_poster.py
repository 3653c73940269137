"""The poster for a door: a paper that a printer and a screen reader can read."""

import re
import zlib

import pytest
import segno
from django.test import Client

from townline.lines.queues import api
from townline.lines.queues.services.paper import posters
from townline.platform.web.pdf import PdfMissing

pytestmark = pytest.mark.django_db
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.S)
MM = 72 / 25.4


@pytest.fixture
def clerk(office, visit, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    return visit("clerk1")


def test_the_desk_prints_an_a4_that_is_tagged(clerk):
    answer = clerk.get("/desk/poster/papers-saebeot.pdf")
    assert answer["Content-Type"] == "application/pdf"
    whole = answer.content + b"".join(_decompress(s) for s in _STREAM.findall(answer.content))
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", whole)
    assert box is not None
    assert [round(float(n) / MM) for n in box.groups()] == [210, 297]
    assert len(re.findall(rb"/Type\s*/Page\b", whole)) == 1
    for mark in (b"/Lang", b"/StructTreeRoot", b"/Title", b"pdfuaid"):
        assert mark in whole
    assert "/desk/poster/papers.pdf" in clerk.get("/desk/").content.decode()


def _decompress(stream):
    try:
        return zlib.decompress(stream.rstrip(b"\r\n"))
    except zlib.error:
        return b""


def test_it_says_how_by_camera_and_by_text(clerk, monkeypatch):
    made, make = [], segno.make
    monkeypatch.setattr(segno, "make", lambda text, **how: made.append(text) or make(text, **how))
    html = posters.poster_html(code="passport")
    assert made == ["https://town.example/n/passport/"]
    assert "‘번호표 여권’" in html
    for phrase in ("여권 번호표", "Passports", "No app and no account"):
        assert phrase in html


def test_without_an_address_it_tells_of_the_text_only(clerk, settings):
    settings.TOWNLINE_PUBLIC_URL = ""
    html = posters.poster_html(code="passport")
    assert "<svg" not in html
    assert "‘번호표 여권’" in html


def test_what_cannot_be_made_is_said(clerk, monkeypatch):
    def missing(**_named):
        raise PdfMissing("install it")

    assert clerk.get("/desk/poster/nowhere.pdf").status_code == 404
    assert Client().get("/desk/poster/papers.pdf").status_code == 302
    monkeypatch.setattr(api, "poster_pdf", missing)
    answer = clerk.get("/desk/poster/papers.pdf")
    assert answer.status_code == 503
    assert "libpangoft2" in answer.content.decode()
