"""Words that people type are known with slips, and no real word is taken for one."""

import json

import pytest
from hypothesis import given, strategies as st

from townline.platform.core.paths import DATA
from townline.platform.core.text.line_words import GROUPS, lexicon_of
from townline.platform.core.text.typed import LONGEST, Lexicon, fold_text, jamo, slips

DEMO = json.loads((DATA / "districts" / "demo" / "texts.json").read_text())["words"]
SERVICES = json.loads((DATA / "districts" / "demo" / "services.json").read_text())["services"]
KNOWN = {
    name: [word for group in DEMO[name].values() for word in group]
    for name in (*GROUPS, "polite", "never")
}
LINE = lexicon_of(KNOWN)
DANGER = [
    "가스", "가스요", "가스 새요", "살려", "살려줘", "살려주세요", "불", "불이야", "불났어요",
    "화재", "칼", "칼이요", "119", "112", "도와주세요", "도와줘요", "쓰러졌어요", "죽고 싶어요",
    "때려요", "빠졌어요", "폭발", "연기", "무너져요", "help me", "please help", "fire",
    "gas", "he fell", "dying", "stabbed",
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("상태", "상태", 0), ("상테", "상태", 1), ("그먄", "그만", 1), ("stpo", "stop", 1),
     ("진행상항", "진행상황", 1), ("안넝하새요", "안녕하세요", 2), ("다시", "가방", 3),
     ("", "a", 1)],
)  # fmt: skip
def test_slips_are_counted_in_letters_as_they_are_typed(one: str, other: str, count: int) -> None:
    assert slips(jamo(one), jamo(other), 2) == count


@given(st.text("ㄱㅏ가각나다abc", max_size=6), st.text("ㄱㅏ가각나다abc", max_size=6))
def test_slips_are_the_same_from_either_side(one: str, other: str) -> None:
    assert slips(one, other, 2) == slips(other, one, 2)
    assert (slips(one, other, 2) == 0) == (one == other)


@pytest.mark.parametrize("group", GROUPS)
def test_each_word_is_of_its_own_group(group: str) -> None:
    assert {LINE.find(word) for word in KNOWN[group]} == {group}


@pytest.mark.parametrize("group", GROUPS)
def test_one_letter_too_many_in_a_long_word_changes_no_meaning(group: str) -> None:
    long = [
        word for word in KNOWN[group] if len(jamo(fold_text(word))) >= 10 and len(word) < LONGEST
    ]
    for word in long:
        assert LINE.find(word + "ㅛ") in {group, ""}
        assert LINE.find(word[:-1]) in {group, ""}


def test_no_real_word_that_is_near_is_taken_for_one() -> None:
    assert [word for word in KNOWN["never"] if LINE.find(word)] == []
    # The control: without the table some of them would be.
    bare = Lexicon({name: KNOWN[name] for name in GROUPS}, polite=KNOWN["polite"])
    assert len([word for word in KNOWN["never"] if bare.find(word)]) > 20


@pytest.mark.parametrize("danger", DANGER)
def test_danger_is_never_a_word_to_the_line(danger: str) -> None:
    around = ["", *KNOWN["polite"], "네", "아니요", "5", "그만", "취소", "상태"]
    texts = [f"{before} {danger} {after}".strip() for before in around for after in ("", "!", "요")]
    assert [text for text in texts if LINE.find(text)] == []


def test_no_hint_of_a_matter_is_one() -> None:
    found = [words for service in SERVICES for words in service["keywords"].values()]
    hints = [word for words in found for word in words]
    assert len(hints) > 100
    # Of a bus stop somebody says more than "stop".
    assert [word for word in hints if LINE.find(word)] == ["stop"]


@given(st.text(min_size=1, max_size=60))
def test_a_text_that_goes_on_is_a_matter(more: str) -> None:
    body = f"공사장에서 문자 보내지 마세요라고 했는데도 {more}"
    assert LINE.find(body) == ""


def test_a_word_that_is_near_two_groups_is_of_neither() -> None:
    twins = Lexicon({"one": ["가나다라"], "two": ["가나다리"]})
    assert twins.find("가나다러") == ""
    assert twins.find("가나다라") == "one"
