"""What looks like the same thing is one matter: by service or event, and never by empty words."""

import datetime as dt

import pytest

from townline.platform.triage.rules.common_words import common, common_pair, telling
from townline.platform.triage.rules.similarity import (
    SHOWN_FROM,
    ComparedText,
    is_worth_showing,
    score,
    signs,
)
from townline.platform.triage.rules.similarity_words import telling as marks

NOON = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
MARKET = {"place": "느티시장 입구", "dong": "느티동", "latitude": 36.61983, "longitude": 125.33245}
COURTESY = "안녕하세요 수고 많으십니다 어제 말씀드렸는데 아직도 그대로입니다 빨리 처리 부탁드립니다"


def is_shown(one, other, **more):
    """Say whether two texts, an hour apart, would be shown as the same thing."""
    mine, theirs = (
        ComparedText(
            reference=str(number),
            subject=str(number),
            at=NOON + dt.timedelta(hours=number),
            words=marks(body).words,
            grams=marks(body).grams,
            **({} if more.get("nowhere") else MARKET),
            service=service,
            kinds=kinds,
        )
        for number, (body, service, kinds) in enumerate((one, other))
    )
    found = signs(mine, theirs, telling({}, common), telling({}, common_pair))
    return score(found) >= SHOWN_FROM and is_worth_showing(found)


def text(body, service="", **kinds):
    return body, service, kinds


# Each of these was shown before.
WRONG = [
    (
        text("느티시장 입구 보도블록이 깨졌어요", "roads"),
        text("느티시장 입구 차선이 지워졌어요", "roads"),
    ),
    (
        text("느티시장 입구에 쓰레기가 쌓였어요", "waste"),
        text("느티시장 입구에 불법주차가 많아요", "parking"),
    ),
    (
        text("느티시장 입구 맨홀이 열려 있어요", "drainage"),
        text("느티시장 입구 노점이 길을 막아요", "business"),
    ),
    (text(f"{COURTESY} 맨홀이요", "roads"), text(f"{COURTESY} 보도블록이요", "roads")),
    (text(f"{COURTESY} 가로등이요", "lighting"), text(f"{COURTESY} 벤치요", "parks")),
    (
        text("공사 소음이 매일 아침부터 심해요", "noise_air"),
        text("공사 트럭이 매일 아침 길을 막아요", "traffic"),
    ),
    (
        text("어제 아이가 혼자 있는데 어떻게 하나요", "welfare"),
        text("어제 아이가 다쳤는데 어떻게 하나요", "parks"),
    ),
]
RIGHT = [
    (text("느티시장 들어가는 길에 구멍이 났어요", "roads"), text("시장 입구 길 구멍이요", "roads")),
    (
        text("느티시장 입구 보도블록이 깨졌어요", "roads"),
        text("입구 보도블럭 깨진 데서 넘어졌어요"),
    ),
    # Read as two services, and one event.
    (
        text("지하차도에 물이 차올라요", "drainage", flood=0.9),
        text("지하차도 물 찼어요", "roads", flood=0.8),
    ),
]


@pytest.mark.parametrize("pair", WRONG)
def test_another_matter_is_not_the_same(pair):
    assert not is_shown(*pair)


@pytest.mark.parametrize("pair", RIGHT)
def test_one_matter_is(pair):
    assert is_shown(*pair)


def test_without_a_place_courtesy_alone_is_nothing():
    one, other = text(f"{COURTESY} 어제 문자 드렸어요"), text(f"{COURTESY} 어제 전화 드렸어요")
    assert not is_shown(one, other, nowhere=True)


def test_another_event_is_another_matter():
    one, other = RIGHT[2]
    assert not is_shown(one, text(other[0], "roads", fire=0.9))
