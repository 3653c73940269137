"""Votes and requests for warnings, as people type them, through the intake that all texts pass."""

import pytest

from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.prevention.incidents.warnings.models import Subscription
from townline.prevention.policy import api as policy
from townline.prevention.policy.models import Voice
from townline.prevention.policy.tests.way import act, bring_matter, publish_story

pytestmark = pytest.mark.django_db
CASE = "case"

# {n} is the number of a proposal that takes opinions.
VOTES = {
    "찬성 {n}": "support",
    "찬성{n}": "support",
    "{n} 찬성": "support",
    "{n}찬성": "support",
    "{n}번 찬성": "support",
    "{n}번 찬성합니다.": "support",
    "{n}번에 찬성해요!": "support",
    "{n}번 찬성이에요": "support",
    "{n}번 찬성입니다": "support",
    "{n} 번 찬성 이요": "support",
    "찬성합니다 {n}": "support",
    "찬성합니다 {n}번": "support",
    "찬성이요 {n}번이요": "support",
    "찬성 과제 {n}": "support",
    "찬성: {n}번": "support",
    "찬성합니다. 과제 {n}번": "support",
    "과제 {n} 찬성": "support",
    "과제 {n}번 찬성합니다": "support",
    "과제{n}번에 찬성한다": "support",
    "정책과제 {n}번 찬성": "support",
    "정책 과제 {n} 찬성": "support",
    "제안 {n}에 공감합니다": "support",
    "저는 {n}번 찬성합니다": "support",
    "과제 {n}번 찬성 꼭 해 주세요": "support",
    "support {n}": "support",
    "SUPPORT {n}": "support",
    "{n} support": "support",
    "I support {n}": "support",
    "I support proposal {n}": "support",
    "support proposal {n}": "support",
    "Support no. {n}": "support",
    "proposal {n}: support": "support",
    "과제 {n} 반대": "oppose",
    "{n} 반대": "oppose",
    "반대 {n}": "oppose",
    "{n}번 반대합니다": "oppose",
    "반대합니다 {n}번": "oppose",
    "과제 {n}번은 반대예요": "oppose",
    "안건 {n}번 반대요": "oppose",
    "과제 {n}를 반대합니다. 돈이 많이 듭니다": "oppose",
    "I oppose {n}": "oppose",
    "oppose policy {n}": "oppose",
    "{n} 찬셩": CASE,
    "과제 {n} 빈대": "oppose",
    "{n}번 찬셩": "support",
    "찬셩합니다 과제 {n}번": "support",
    "{n} 빈대": CASE,  # bedbugs
    "{n}층 반대편 차선이 막혀요": CASE,
    "{n} 반대편 차선이 막혀요": CASE,
    "{n}동 재건축 반대": CASE,
    "아파트 {n} 반대": CASE,
    "{n}시 반대 집회 소음이 심해요": CASE,
    "반대 {n}동 재건축을 멈춰 주세요": CASE,
    "찬성 반대 {n}명씩 싸우고 있어요": CASE,
    "버스 {n}번 반대 방향 정류장이 없어요": CASE,
    "{n}번 버스 반대": CASE,
}  # fmt: skip

WARNINGS = {
    "빙판 알림 다솜동": ("ice", "다솜동"),
    "빙판 알림 신청 다솜동": ("ice", "다솜동"),
    "빙판알림신청다솜동": ("ice", "다솜동"),
    "빙판 알림 다솜동 신청": ("ice", "다솜동"),
    "빙판 알림 다솜동 신청합니다": ("ice", "다솜동"),
    "다솜동 빙판 알림": ("ice", "다솜동"),
    "다솜동 빙판 알림 신청": ("ice", "다솜동"),
    "다솜동 빙판 알림 신청해요": ("ice", "다솜동"),
    "다솜동 빙판 알림 부탁드려요": ("ice", "다솜동"),
    "다솜동 알림 빙판": ("ice", "다솜동"),
    "신청 빙판 알림 다솜동": ("ice", "다솜동"),
    "신청합니다 다솜동 빙판 알림": ("ice", "다솜동"),
    "알림 신청 빙판 다솜동": ("ice", "다솜동"),
    "알림 신청 다솜동 빙판": ("ice", "다솜동"),
    "빙판 다솜동 알림": ("ice", "다솜동"),
    "빙판 다솜동 알림 신청": ("ice", "다솜동"),
    "빙판 신청 다솜동": CASE,  # no word of warnings
    "빙판길 알림 다솜동": ("ice", "다솜동"),
    "빙판 경보 다솜동": CASE,
    "빙판 알림을 신청합니다 다솜동": ("ice", "다솜동"),
    "다솜동 빙판 알림을 신청합니다": ("ice", "다솜동"),
    "다솜동에 빙판 알림 신청합니다": ("ice", "다솜동"),
    "빙판 알림 다솜동으로 신청할게요": ("ice", "다솜동"),
    "빙판 알림 받고 싶어요 다솜동": ("ice", "다솜동"),
    "빙판 알림 받을래요. 다솜동입니다": ("ice", "다솜동"),
    "빙판 알림 등록 다솜동": ("ice", "다솜동"),
    "빙판 알림 보내주세요 다솜동": ("ice", "다솜동"),
    "빙판 알림 문자 다솜동": ("ice", "다솜동"),
    "빙판, 알림, 다솜동": ("ice", "다솜동"),
    "호우 알림 신청 느티동": ("rain", "느티동"),
    "빙판 알림 신청 다솜": ("ice", "다솜동"),
    "빙판 알림 다솜 동": ("ice", "다솜동"),
    "빙판 알림 신청": "asked back",
    "빙판 알람 신청 다솜동": ("ice", "다솜동"),
    "빙판 알림 신청 다솝동": "asked back",
    "빙판 알림 다솝동": "asked back",
    "빙핀 알림 신청 다솜동": "asked back",
    "다솜동 빙핀 알림": "asked back",
    "빙판 알름 다솜동": CASE,
    "ice alerts Dasom-dong": ("ice", "다솜동"),
    "ICE ALERT DASOM-DONG": ("ice", "다솜동"),
    "Dasom-dong ice alerts": ("ice", "다솜동"),
    "ice alert for Dasom-dong please": ("ice", "다솜동"),
    "ice alerts in dasom": ("ice", "다솜동"),
    "sign up ice alerts dasom-dong": ("ice", "다솜동"),
    "please send ice alerts for Dasom-dong": ("ice", "다솜동"),
    "빙판 알림 표지판이 넘어졌어요": CASE,
    "다솜동 빙판이 심해요 알림 좀": CASE,
    "다솜동 빙판길에 알림 표지판이 없어요": CASE,
    "눈이 와서 알림 문자가 안 와요": CASE,
    "빙판 알림 신청했는데 왜 안 와요": CASE,
    "빙판 알림이 안 왔는데 넘어졌어요": CASE,
    "알림 신청은 어떻게 하나요": CASE,
}  # fmt: skip


@pytest.fixture
def matter(world):
    made = bring_matter(world, steps=1)
    publish_story(world, made.pk)
    return policy.opinions_switch(**act(world), number=made.pk, on=True)


def _play(world, bodies):
    """Let each text come from a telephone of its own; give their residents."""
    numbers = [f"010000{index:05}" for index in range(1_000, 1_000 + len(bodies))]
    for body, number in zip(bodies, numbers, strict=True):
        world.deliver(body, number)
    world.route()
    return [conversations.resident_find(number) for number in numbers]


def _cases():
    return dict.fromkeys(Case.objects.values_list("resident_id", flat=True), CASE)


def test_votes_are_read_in_any_order_of_words(world, matter):
    residents = _play(world, [body.format(n=matter.pk) for body in VOTES])
    found = _cases() | dict(Voice.objects.values_list("resident_id", "stance"))
    assert {body: found.get(one) for body, one in zip(VOTES, residents, strict=True)} == VOTES


def test_warnings_are_asked_for_in_any_order_of_words(world):
    residents = _play(world, list(WARNINGS))
    rows = Subscription.objects.values_list("resident_id", "kind", "dong")
    found = _cases() | {one: (kind, dong) for one, kind, dong in rows}
    results = {
        body: found.get(one, "asked back") for body, one in zip(WARNINGS, residents, strict=True)
    }
    assert results == WARNINGS
