"""Whether a draft stops in the midst of a sentence, and where its signature begins."""

import pytest

from townline.casework.answers.rules.endings import ends_mid_sentence, split_signature

NAMES = ("한들구", "도로과", "공원녹지과", "Roads Division")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "느티시장 앞 파인 곳을 오늘 오후에 메웠습니다.",
        "느티시장 앞 파인 곳을 오늘 오후에 메웠습니다",
        "파인 곳을 메웠습니다. - 한들구 도로과",
        "파인 곳을 메웠습니다.\n- 한들구 도로과 02-000-0000",
        "파인 곳을 메웠습니다.\n한들구 도로과",
        "파인 곳을 메웠습니다. 한들구 도로과 02-000-0000",
        "내일 오전에 다시 가 보겠습니다!",
        "더 불편하신 곳이 있으면 알려 주세요",
        "언제 방문하면 좋을까요?",
        "확인해 드릴까",
        "감사합니다^^",
        "감사합니다 🙂",
        "불편을 드려 죄송합니다ㅠㅠ.",
        "담당자는 '오늘 마쳤다'",
        "자세한 내용은 누리집에 있습니다(새소식)",
        "전후 사진: https://town.example/p/1a2b",
        "문의: 02-000-0000",
        "문의: minwon@town.example",
        "보수 완료함",
        "12월 4일까지 마칠 예정임",
        "We filled the hole this afternoon. - Handeul-gu Roads Division",
        "We filled the hole this afternoon.\nRoads Division",
        "Thank you",
        "เราซ่อมถนนแล้ว",
    ],
)
def test_a_draft_that_ends_is_not_asked_about(words):
    assert not ends_mid_sentence(words, NAMES)


@pytest.mark.parametrize(
    "words",
    [
        "느티시장 앞 파인 곳은 오늘 오후에",
        "파인 곳을 메웠습니다. 주변에 금이 간 곳은",
        "파인 곳을 메웠습니다. 다음 주까지 다시",
        "파인 곳을 메웠고",
        "파인 곳을 메웠으며,",
        "다음과 같이 처리하겠습니다:",
        "현장을 확인한 결과 보수가 필요",
        "지난해보다",
        "12월 4일까지",
        "내일 오후 3",
        "한들구 도로과에서",
        "파인 곳을 메웠습니다. 한들구 도로과에서",
        "파인 곳은 내일 - 한들구 도로과",
        "담당 부서는 공원녹지과",
        "We filled the hole and will",
        "We filled the hole. The cracks around it,",
        "Мы отремонтируем дорогу до",
    ],
)
def test_a_draft_that_stops_within_a_sentence_is(words):
    assert ends_mid_sentence(words, NAMES)


@pytest.mark.parametrize(
    ("words", "signature"),
    [
        ("메웠습니다. - 한들구 도로과", " - 한들구 도로과"),
        ("메웠습니다.\n\n한들구 도로과 02-000-0000  ", "\n\n한들구 도로과 02-000-0000"),
        ("메웠습니다. 한들구 도로과", " 한들구 도로과"),
        ("오전 9시 - 오후 6시에 엽니다.", ""),
        ("도로과", ""),
        ("", ""),
    ],
)
def test_where_a_signature_begins(words, signature):
    before, after = split_signature(words, NAMES)
    assert after == signature
    assert before + after == words.rstrip()
