"""Letters: one page each, the address in the envelope's window, what is said read back."""

import re
import zlib

import pytest

from townline.prevention.works import api as works
from townline.prevention.works.api import Consent, PartyPerson, Role
from townline.prevention.works.models import ConsentLink
from townline.prevention.works.tests.things import BY, decide_measures

pytestmark = pytest.mark.django_db
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def streams(file):
    for packed in _STREAM.findall(file):
        try:
            # The last byte of the sum may be a carriage return, which the pattern leaves out.
            yield zlib.decompressobj().decompress(packed)
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


def add_party(reference, role, dong, **person):
    (row,) = decide_measures(reference, dong=dong)
    return works.party_set(
        object_id=row.object_id, role=role, person=PartyPerson(**person), **BY
    ), row


@pytest.fixture
def client(visit, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    return visit("housing.officer")


def test_letters_of_a_dong_are_printed_and_noted(client):
    add_party("1", Role.LANDLORD, "새벗동", name="홍길동", post="한들로 77, 301호")
    add_party("2", Role.TENANT, "새벗동", language="en")
    _, far = add_party("3", Role.TENANT, "한들동", name="김철수")
    answer = client.post("/works/consents/ask?dong=새벗동", {"do": "all-letters"})
    assert answer["Content-Type"] == "application/pdf"
    assert (
        len(re.findall(rb"/Type\s*/Page\b", b"".join([answer.content, *streams(answer.content)])))
        == 2
    )
    words = "".join(text_of(answer.content)).replace(" ", "")
    for expected in ("홍길동", "한들로77,301호", "주택정비동의안내", "차수판", "Floodbarrier"):
        assert expected in words
    assert "김철수" not in words
    assert ConsentLink.objects.filter(how="post").count() == 2
    consents = Consent.objects.filter(state="asked", how="post")
    assert sorted(consents.values_list("role", flat=True)) == ["landlord", "tenant"]
    assert not Consent.objects.filter(measure=far).exclude(state="needed").exists()


def test_a_list_without_anybody_prints_nothing(client):
    answer = client.post("/works/consents/ask", {"do": "all-letters"})
    assert answer.status_code == 302


def test_no_letter_goes_to_an_address_from_which_one_came_back(client):
    party, row = add_party("1", Role.LANDLORD, "새벗동", post="느티로 3")
    address = f"/works/objects/{row.object_id}/"
    form = {"party": party.pk, "on": "2026-11-02"}
    assert client.post(f"{address}letter", form).status_code == 302
    answer = client.post("/works/consents/ask", {"do": "all-letters"})
    assert answer.status_code == 302
    assert not ConsentLink.objects.exists()
    assert address in client.get("/works/consents/?reach=returned").text
    assert address not in client.get("/works/consents/?reach=post").text
    works.party_set(
        object_id=row.object_id, role=Role.LANDLORD, person=PartyPerson(post="느티로 5"), **BY
    )
    answer = client.post("/works/consents/ask", {"do": "all-letters"})
    assert answer["Content-Type"] == "application/pdf"
    assert client.post(f"{address}letter", form | {"party": 999}).status_code == 409


def test_only_chosen_rows_get_a_letter_with_return_address_telephone_and_a_date(client):
    _, near = add_party("1", Role.LANDLORD, "새벗동", name="홍길동", post="한들로 77, 301호")
    _, far = add_party("2", Role.LANDLORD, "새벗동", name="김철수", post="느티로 3")
    chosen = Consent.objects.get(measure=near, role="landlord").pk
    answer = client.post("/works/consents/ask", {"do": "letters", "id": [chosen]})
    words = "".join(text_of(answer.content)).replace(" ", "")
    assert "홍길동" in words
    assert "김철수" not in words
    for part in ("한들구청", "02-0000-", "까지답해주세요", "보내실곳"):
        assert part in words
    assert not Consent.objects.filter(measure=far).exclude(state="needed").exists()


def test_nobody_chosen_is_told_and_nothing_is_printed(client):
    add_party("1", Role.LANDLORD, "새벗동", post="느티로 3")
    answer = client.post("/works/consents/ask", {"do": "letters"}, follow=True)
    assert "편지를 보낼 사람을 골라 주세요" in answer.text
    assert not ConsentLink.objects.exists()


def test_a_landlord_without_an_address_is_marked_and_not_written_to_at_the_home(client):
    _, row = add_party("1", Role.LANDLORD, "새벗동", name="홍길동")
    answer = client.post("/works/consents/ask", {"do": "all-letters"}, follow=True)
    assert "편지를 인쇄하지 않은 사람: 1명" in answer.text
    assert not ConsentLink.objects.exists()
    address = f"/works/objects/{row.object_id}/"
    assert address in client.get("/works/consents/?reach=unaddressed").text
    assert address not in client.get("/works/consents/?reach=post").text


def test_the_homes_of_one_landlord_stand_together(client):
    phone = "+821000000432"
    _, first = add_party("1", Role.LANDLORD, "새벗동", phone=phone)
    add_party("2", Role.TENANT, "새벗동", post="느티로 3")
    _, third = add_party("3", Role.LANDLORD, "한들동", phone=phone)
    page = client.get("/works/consents/?role=landlord").text
    (person,) = [part for part in page.split('class="wk-person"')[1:] if "문자 가능" in part]
    assert "집 2곳" in person
    for row in (first, third):
        assert f"/works/objects/{row.object_id}/" in person


def test_another_telephone_asks_whether_it_is_another_person(client):
    party, row = add_party("1", Role.TENANT, "새벗동", phone="+821000000433")
    address = f"/works/objects/{row.object_id}/party"
    form = {"role": "tenant", "phone": "010-0000-0434"}
    answer = client.post(address, form)
    assert answer.status_code == 422
    assert "같은 사람인지 다른 사람인지" in answer.text
    party.refresh_from_db()
    assert party.ended_at is None
    assert client.post(address, form | {"person": "other"}).status_code == 302
    party.refresh_from_db()
    assert party.ended_at is not None
    assert (
        client.post(address, form | {"phone": "010-0000-0435", "person": "same"}).status_code == 302
    )
    assert row.object.parties_known.filter(role="tenant", ended_at=None).count() == 1
    assert row.object.parties_known.filter(role="tenant").count() == 2
