"""What raises a danger alert names its words, and happens now."""

import json
from functools import cache

import pytest

from townline.platform.core.paths import DATA
from townline.platform.triage.reader import embedding, model
from townline.platform.triage.reader.danger_rules import judge_danger
from townline.platform.triage.reader.reading import Reader, confirm_danger
from townline.platform.triage.rules import DANGERS
from townline.platform.triage.tests.test_reader import words

FOUND = ["fire", 0.9, ["x"]]
CALMED = {
    "denied": "불이 난 건 아니고 옆집에서 생선 굽는 연기였습니다",
    "past": "작년 겨울에 우리 건물에 불이 났었는데 소화기가 없네요",
    "planned": "다음 주 소방 훈련 때 연기를 피운다고 하는데 몇 시인가요",
    "asked": "가스 냄새가 나면 어디에 전화해야 하나요",
    "quoted": "소문에 저수지에 사람이 빠졌다는데 진짜예요?",
    "played": "드라마 촬영한다고 사람이 쓰러지는 연기를 해요",
    "figurative": "더워 죽겠는데 그늘막이 접혀 있어요",
    "ordinary": "온수가 안 나와요 물만 차갑습니다",
    "over": "아까 가스 냄새 신고한 사람인데요 도시가스에서 와서 잠그고 갔어요",
    "reassured": "불이 난 줄 알았던 사람입니다 이제 괜찮습니다",
    "unanswered": "세 번째 문자입니다 답이 없네요",
}
LIVE = [
    "작년에도 불이 났었는데 지금 또 불이 났어요",
    "훈련이 아니에요 진짜 불이 났어요",
    "술 취한 줄 알았는데 흔들어도 숨을 안 쉬어요",
    "온수가 안 나오고 보일러실에서 가스 냄새가 나요",
    "빙판길에 미끄러진 할아버지가 피가 나고 못 일어나세요",
    "세 번째 문자인데 옆집 할머니가 문을 두드려도 대답이 없어요",
    "어제부터 남편이 저를 때려요",
    "This is not a drill, the building is on fire",
    "화재 훈련인 줄 알았는데 3층에서 연기가 계속 나와요",
    "쉼터 문이 잠겨 있는데 안에서 사람이 신음하고 있어요",
    "뉴스에 나온 그 공장 옆인데 가스 냄새가 심해요",
    "No hot water and the boiler smells of gas",
    "去年着过火，现在又冒烟了，快来",
    "구청 직원이 다녀갔는데 벽이 무너지고 있어요",
    "현수막 거는 사람이 떨어져서 숨을 안 쉬어요",
    "간판이 볼트 하나에 매달려 그네처럼 흔들려요 바로 밑이 버스정류장이에요",
    "이제 다 괜찮아요 그동안 고마웠어요 안녕히 계세요",
]
FIGURATIVE = {
    "zh": "热死我了，公交站能装个风扇吗",
    "ja": "暑くて死にそうです。日よけを付けてください",
    "vi": "Nóng chết đi được, xin thêm cây xanh",
    "th": "ร้อนจะตายอยู่แล้ว ขอร่มที่ป้ายรถเมล์",
    "ru": "От этой жары можно умереть, поставьте навес",
    "uz": "Issiqdan oʻlyapmiz, soyabon qoʻying",
    "mn": "Халуунд үхэх нь, сүүдрэвч тавьж өгөөч",
    "ne": "गर्मीले मरिने भयो, छहारी बनाइदिनुस्",
    "tl": "Patay ako sa init, lagyan niyo ng bubong ang waiting shed",
    "km": "ក្ដៅស្លាប់ហើយ សូមដាក់ម្លប់នៅចំណតឡានក្រុង",
    "id": "Panasnya bikin mati, tolong pasang peneduh",
}


@cache
def _reader():
    embed = embedding.load()
    if embed is None:
        pytest.skip("no AVX2 here")
    return Reader(model.load(), words, embed)


def _rows(name, folder="dangers"):
    file = DATA / "triage" / folder / f"{name}.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("reason", "text"), CALMED.items())
def test_what_does_not_happen_now_is_calmed_by_its_rule(reason, text):
    verdict = judge_danger(text)
    assert reason in verdict.reasons
    assert verdict.live == ()
    assert confirm_danger(text, FOUND) is None


@pytest.mark.parametrize("text", FIGURATIVE.values(), ids=FIGURATIVE)
def test_a_figure_of_speech_is_calmed_in_eleven_other_languages(text):
    assert "figurative" in judge_danger(text).reasons
    assert confirm_danger(text, ["person_down", 0.9, []]) is None


@pytest.mark.parametrize("text", LIVE)
def test_what_happens_now_beside_such_words_stays_an_alert(text):
    """The control: no rule calms everything."""
    assert confirm_danger(text, FOUND) is not None


@pytest.mark.parametrize("name", ["stages-c", "stages-d"])
def test_words_of_a_rule_before_a_danger_calm_nothing_behind_them(name):
    """Each line tells of a danger beside a drill, a closed shelter, last year …"""
    dangers = [row for row in _rows(name) if row["life_safety"]]
    likely = [(row["text"], [row["life_safety"], 0.9, ["x"]]) for row in dangers]
    calmed = [text for text, found in likely if confirm_danger(text, found) is None]
    assert len(dangers) > 30
    assert len(calmed) <= 3, calmed


@pytest.mark.parametrize(
    ("text", "kind", "marked"),
    [
        ("안녕하세요. 3층 창문에서 검은 연기가 나와요. 빨리요", "fire", "연기가"),
        ("할머니가쓰러지셨는데숨을안쉬어요", "person_down", "쓰러지"),
        ("楼下的店铺着火了，楼道里全是烟", "fire", "着火"),
        ("복도에 <b>가스 냄새</b>가 나요", "gas", "가스"),
    ],
)
def test_an_alert_marks_the_words_that_tell_of_it(text, kind, marked):
    *_, (start, end) = confirm_danger(text, [kind, 0.9, []])
    assert marked in text[start:end]
    assert 0 <= start < end <= len(text)


def test_a_danger_that_no_word_names_must_be_likely():
    text = "어느 골목 이야기"
    assert confirm_danger(text, ["cavity", 0.2, ["골목"]]) is None
    assert confirm_danger(text, ["cavity", 0.6, ["골목"]])[3] == [3, 5]


def test_a_farewell_names_nothing_and_stays():
    assert confirm_danger("어느 골목 이야기", ["self_harm", 0.2, ["골목"]]) is not None


def test_what_stands_behind_the_part_that_is_read_is_not_calmed():
    assert confirm_danger("온수가 안 나와요. " + "가" * 900, FOUND) is not None


def _judge_rows(rows):
    """Give the missed texts and the false alarms, each text read once."""
    read = [(row, _reader().read(row["text"])["danger"]) for row in rows]
    spans = [(row["text"], *danger[3]) for row, danger in read if danger]
    assert all(0 <= start < end <= len(text) for text, start, end in spans)
    assert {danger[0] for _, danger in read if danger} <= set(DANGERS)
    missed = [row["text"] for row, danger in read if row["life_safety"] and not danger]
    return missed, [row["text"] for row, danger in read if not row["life_safety"] and danger]


def test_one_danger_and_one_near_miss_in_each_language():
    """Stand for the whole file, which takes half a minute."""
    rows = {(row["lang"], bool(row["life_safety"])): row for row in _rows("stages-a")}
    assert len({lang for lang, _ in rows}) > 12
    assert _judge_rows(rows.values()) == ([], [])


@pytest.mark.long  # the test above reads one danger and one near miss of each language
def test_dangers_and_near_misses_in_thirteen_languages():
    missed, false = _judge_rows(_rows("stages-a"))
    assert missed == []
    assert len(false) <= 6, false


@pytest.mark.parametrize(
    ("week", "least"), [("winter", 0.8), ("summer", 0.65), ("mixed", 0.75), ("languages", 0.95)]
)
def test_no_rule_calms_a_danger_of_a_week_and_most_near_misses_are_calmed(week, least):
    """The second stage alone: what is said to be likely, and what is said to be hardly likely."""
    rows = _rows(f"danger-{week}", "heldout")
    dangers = [row for row in rows if row["life_safety"]]
    others = [row["text"] for row in rows if not row["life_safety"]]
    found = [(row["text"], [row["life_safety"], 0.9, ["x"]]) for row in dangers]
    assert [text for text, likely in found if confirm_danger(text, likely) is None] == []
    calmed = [text for text in others if confirm_danger(text, ["fire", 0.2, ["x"]]) is None]
    assert len(calmed) >= least * len(others)
