"""Texts about the same thing find one another, and others do not."""

import datetime as dt
from dataclasses import dataclass

import pytest

from townline.platform.triage import api as triage

NOON = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class SpotStub:
    name_ko: str = ""
    dong: str = ""
    latitude: float | None = None
    longitude: float | None = None


MARKET = SpotStub("느티시장 입구", "느티동", 36.61983, 125.33245)
NEARBY = SpotStub("", "느티동", 36.62010, 125.33270)
FAR = SpotStub("", "샘골동", 36.65, 125.37)


def put(number, body, *, place=None, hours=0.0, **more):
    triage.index_put(
        reference=f"text:{number}",
        subject=f"case:{number}",
        body=body,
        vector=b"",
        at=NOON + dt.timedelta(hours=hours),
        place=place,
        **more,
    )


@pytest.mark.django_db
def test_the_same_hole_told_by_two_finds_the_earlier_one_with_its_reasons():
    put(1, "느티시장 들어가는 길에 구멍이 났어요", place=MARKET)
    put(2, "시장 입구 도로에 구멍 크게 파였습니다. 오토바이 넘어질 뻔", place=NEARBY, hours=20)
    (found,) = triage.similar(reference="text:2")
    assert (found.subject, found.reference) == ("case:1", "text:1")
    kinds = {reason.kind: reason.value for reason in found.reasons}
    assert 20 < kinds["distance"] < 60
    assert kinds["time"] == 20
    assert "구멍" in kinds["words"]


@pytest.mark.django_db
def test_the_earlier_one_knows_of_the_later_too():
    put(1, "느티시장 들어가는 길에 구멍이 났어요", place=MARKET)
    put(2, "시장 입구 길 구멍이요", place=MARKET, hours=1)
    assert triage.similar(reference="text:1") == []
    assert [one.subject for one in triage.similar_to(subject="case:1")] == ["case:2"]


@pytest.mark.django_db
def test_another_matter_at_the_same_place_and_the_same_matter_elsewhere_are_not_shown():
    put(1, "느티시장 들어가는 길에 구멍이 났어요", place=MARKET)
    put(2, "작은도서관 주말에도 열어 주시면 좋겠습니다", place=MARKET, hours=1)
    put(3, "우리 동네 골목길에 구멍이 났어요", place=FAR, hours=1)
    assert triage.similar(reference="text:2") == []
    assert triage.similar(reference="text:3") == []


@pytest.mark.django_db
def test_it_follows_its_texts_and_is_forgotten_with_them():
    put(1, "느티시장 들어가는 길에 구멍이 났어요", place=MARKET)
    put(2, "시장 입구 길 구멍이요", place=MARKET, hours=1)
    assert triage.index_move(references=["text:2"], subject="case:1") == 1
    assert triage.similar_to(subject="case:1") == []
    triage.index_move(references=["text:2"], subject="case:2")
    assert triage.index_forget(subjects=["case:1"]) == 1
    assert triage.similar_to(subject="case:2") == []
    assert triage.index_forget(references=["text:2"], subjects=["case:9"]) == 1


@pytest.mark.django_db
def test_the_same_picture_is_enough_where_no_place_is_known():
    put(1, "여기요", photos=(0x0F0F00FF12345678,))
    put(2, "사진 보세요", hours=2, photos=(0x0F0F00FF12345679,))
    (found,) = triage.similar(reference="text:2")
    assert "photo" in {reason.kind for reason in found.reasons}


@pytest.mark.django_db
def test_a_text_put_anew_stands_once_and_an_odd_one_does_no_harm():
    for body in ("", "🙂🙂", "\x00\x01가", "한" * 10_000, "mixed 섞인 тест 漢字"):
        put(1, body, place=MARKET)
    put(1, "느티시장 들어가는 길에 구멍이 났어요", place=MARKET)
    put(2, "시장 입구 길 구멍이요", place=MARKET, hours=1)
    assert len(triage.similar(reference="text:2")) == 1


@pytest.mark.django_db
def test_in_whatever_order_they_come_the_later_knows_the_earlier():
    put(2, "시장 입구 길 구멍이요", place=MARKET, hours=5)
    put(1, "느티시장 들어가는 길에 구멍이 났어요", place=MARKET)
    assert triage.similar(reference="text:1") == []
    assert [one.subject for one in triage.similar(reference="text:2")] == ["case:1"]
    put(2, "시장 입구 길 구멍이요", place=MARKET, hours=5)
    assert [one.subject for one in triage.similar_to(subject="case:1")] == ["case:2"]
