"""A word to the line is known for certain, and no ordinary text is ever taken for one."""

import json

import pytest
from hypothesis import given, strategies as st

from townline.casework.cases.rules import is_only_thanks
from townline.casework.portal.rules.residents import (
    Command,
    LineCommand,
    LineWords,
    Reply,
    command_of,
    folded_all,
    reply_of,
    stars_of,
)
from townline.platform.core.paths import DEMO
from townline.platform.core.text.line_words import GROUPS, lexicon_of

RAW = json.loads((DEMO / "texts.json").read_text())["words"]


def of(name):
    return [word for group in RAW[name].values() for word in group]


WORDS = LineWords(
    prefix="H",
    lexicon=lexicon_of({name: of(name) for name in (*GROUPS, "polite", "never")}),
    around=folded_all([*of("rating"), *of("thanks"), *of("thanks_fillers")]),
    stars=tuple(RAW["rating_stars"]),
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("상태", LineCommand(Command.STATUS)),
        (" 상태? ", LineCommand(Command.STATUS)),
        ("Status.", LineCommand(Command.STATUS)),
        ("상태 H6-0042", LineCommand(Command.STATUS, "H6-0042")),
        ("h60042 상태", LineCommand(Command.STATUS, "H6-0042")),
        ("도움", LineCommand(Command.HELP)),
        ("?", LineCommand(Command.HELP)),
        ("HELP!", LineCommand(Command.HELP)),
        ("안고쳐졌어요", LineCommand(Command.NOT_FIXED)),
        ("안 고쳐졌어요 ㅠㅠ", LineCommand(Command.NOT_FIXED)),
        ("그대로예요.", LineCommand(Command.NOT_FIXED)),
        ("Still NOT fixed!!", LineCommand(Command.NOT_FIXED)),
        ("H6-0042 그대로입니다", LineCommand(Command.NOT_FIXED, "H6-0042")),
        ("상태 H6-0042 H6-0043", None),
        ("도움 H6-0042", None),
        ("H6-0042", LineCommand(Command.STATUS, "H6-0042")),
        ("상태가 안 좋은 길이 있어요", None),
        ("안 고쳐졌어요. 느티로 12 앞 가로등이요", None),
        ("", None),
        ("??", LineCommand(Command.HELP)),
        ("상테", LineCommand(Command.STATUS)),
        ("상태 알려주세요", LineCommand(Command.STATUS)),
        ("누구세요?", LineCommand(Command.WHO)),
        ("취소", LineCommand(Command.CANCEL)),
        ("H6-0042 취소해주세요", LineCommand(Command.CANCEL, "H6-0042")),
        ("네", LineCommand(Command.IDLE)),
        ("5", LineCommand(Command.IDLE)),
        ("...", LineCommand(Command.IDLE)),
        ("119", None),
        ("🔥", None),
    ],
)
def test_commands(body, expected):
    assert command_of(body, WORDS) == expected


@pytest.mark.parametrize(
    ("body", "stars"),
    [
        ("5", 5), (" 1 ", 1), ("4점", 4), ("４점입니다", 4), ("별 3개", 3), ("별점 2점", 2),
        ("5/5", 5), ("4 / 5", 4), ("3 out of 5", 3), ("4 stars!", 4), ("5️⃣", 5),
        ("⭐⭐⭐⭐", 4), ("★★★☆☆", 3), ("⭐️⭐️", 2), ("🌟", 1),
        ("0", None), ("6", None), ("45", None), ("10점", None), ("5층", None), ("3번 버스", None),
        ("⭐⭐⭐⭐⭐⭐", None), ("☆☆☆", None), ("⭐ 좋아요", None), ("", None), ("점", None),
        ("4/6", None), ("15/5", None),
    ],
)  # fmt: skip
def test_ratings(body, stars):
    assert stars_of(body, WORDS) == stars


@pytest.mark.parametrize(
    ("body", "reply"),
    [
        ("1", Reply.FIXED),
        ("1번", Reply.FIXED),
        ("해결됐어요!", Reply.FIXED),
        ("2", Reply.NOT_FIXED),
        ("2.", Reply.NOT_FIXED),
        ("아직 그대로예요", Reply.NOT_FIXED),
        ("3", None),
        ("12", None),
        ("잘 쓰고 있어요", None),
    ],
)
def test_replies_to_a_check_in(body, reply):
    assert reply_of(body, WORDS) == reply


def demo_texts():
    for path in sorted((DEMO / "history").glob("*.json")):
        found = json.loads(path.read_text())
        for each in found if isinstance(found, list) else []:
            yield each["text"]
            yield from (follow["text"] for follow in each.get("followups", []))
            if each.get("question"):
                yield each["question"]["reply"]
    for each in json.loads((DEMO / "demo_open.json").read_text()):
        yield from (text["body"] for text in each["texts"] if text["direction"] == "in")


def test_no_text_that_somebody_would_write_is_taken_for_a_command_or_a_rating():
    texts = list(demo_texts())
    assert len(texts) > 500
    matched = {t for t in texts if command_of(t, WORDS) or stars_of(t, WORDS)}
    # One asks how it goes, the other replies to a question of ours.
    assert matched == {"어떻게 되어가나요", "YES"}


def test_no_word_means_two_things():
    groups = [folded_all(of(name)) for name in GROUPS]
    assert sum(map(len, groups)) == len(frozenset().union(*groups))


@given(st.text(max_size=50))
def test_a_rating_is_one_to_five_or_nothing(body):
    assert stars_of(body, WORDS) in {None, 1, 2, 3, 4, 5}


def test_thanks_are_no_command():
    from townline.casework.cases.rules import ThanksWords

    thanks = ThanksWords(
        frozenset(of("thanks")), frozenset(of("thanks_fillers")), tuple(RAW["thanks_emoji"])
    )
    for word in ("감사합니다", "thank you", "🙏"):
        assert is_only_thanks(word, thanks)
        assert command_of(word, WORDS) is None
