"""Letters: one page each, the address in the envelope's window, what is said read back."""

import re
import zlib

import pytest

from townline.prevention.works import api as works
from townline.prevention.works.api import Consent, Person, Role
from townline.prevention.works.models import ConsentLink
from townline.prevention.works.tests.things import BY, decided

pytestmark = pytest.mark.django_db
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def streams(file):
    for packed in _STREAM.findall(file):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            yield packed


def text_of(file):
    """Read a PDF's words back by its own tables, glyph by glyph; fonts share no numbers here."""
    opened = list(streams(file))
    tables = [one for one in opened if b"beginbfchar" in one or b"beginbfrange" in one]
    read = []
    for table in tables:
        known = {
            int(a, 16): bytes.fromhex(b.decode()).decode("utf-16-be")
            for a, b in _PAIR.findall(table.split(b"endcodespacerange")[-1])
        }
        for page in opened:
            if b" Tf" in page:
                shown = b"".join(re.findall(rb"<([0-9a-fA-F]+)>", page))
                codes = [int(shown[n : n + 4], 16) for n in range(0, len(shown) - 3, 4)]
                read.append("".join(known.get(code, "") for code in codes))
    return read


def lettered(reference, role, dong, **person):
    (row,) = decided(reference, dong=dong)
    return works.party_set(object_id=row.object_id, role=role, person=Person(**person), **BY), row


@pytest.fixture
def client(visit, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    return visit("housing.officer")


def test_letters_of_a_dong_are_printed_and_noted(client):
    lettered("1", Role.LANDLORD, "새벗동", name="홍길동", post="한들로 77, 301호")
    lettered("2", Role.TENANT, "새벗동", language="en")
    _, far = lettered("3", Role.TENANT, "한들동", name="김철수")
    answer = client.post("/works/consents/ask?dong=새벗동", {"do": "letters"})
    assert answer["Content-Type"] == "application/pdf"
    assert (
        len(re.findall(rb"/Type\s*/Page\b", b"".join([answer.content, *streams(answer.content)])))
        == 2
    )
    words = "".join(text_of(answer.content)).replace(" ", "")
    for said in ("홍길동", "한들로77,301호", "주택정비동의안내", "차수판", "Floodbarrier"):
        assert said in words
    assert "김철수" not in words
    assert ConsentLink.objects.filter(how="post").count() == 2
    asked = Consent.objects.filter(state="asked", how="post")
    assert sorted(asked.values_list("role", flat=True)) == ["landlord", "tenant"]
    assert not Consent.objects.filter(measure=far).exclude(state="needed").exists()


def test_a_list_without_anybody_prints_nothing(client):
    answer = client.post("/works/consents/ask", {"do": "letters"})
    assert answer.status_code == 302


def test_no_letter_goes_to_an_address_from_which_one_came_back(client):
    party, row = lettered("1", Role.LANDLORD, "새벗동", post="느티로 3")
    address = f"/works/objects/{row.object_id}/"
    told = {"party": party.pk, "on": "2026-11-02"}
    assert client.post(f"{address}letter", told).status_code == 302
    answer = client.post("/works/consents/ask", {"do": "letters"})
    assert answer.status_code == 302
    assert not ConsentLink.objects.exists()
    assert address in client.get("/works/consents/?reach=returned").text
    assert address not in client.get("/works/consents/?reach=post").text
    works.party_set(
        object_id=row.object_id, role=Role.LANDLORD, person=Person(post="느티로 5"), **BY
    )
    answer = client.post("/works/consents/ask", {"do": "letters"})
    assert answer["Content-Type"] == "application/pdf"
    assert client.post(f"{address}letter", told | {"party": 999}).status_code == 409
