"""A later text on another matter: its own case when it is plain, a question to a person else."""

import json

import pytest

from tests.world import World
from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState
from townline.casework.classification import api as classification
from townline.platform.core.paths import DEMO
from townline.platform.core.text import likeness
from townline.platform.core.text.likeness import Hints

HINTS = Hints({"roads": ("도로", "구멍", "pothole"), "noise": ("소음", "noise"), "park": ("나무",)})
PLAIN = (
    "한밤중마다 위층 노래방에서 소음이 너무 심해서 아이가 잠을 못 잡니다 단속해 주세요 부탁드립니다"
)
DOUBTFUL = "그리고 소음이 너무 심해요"


def test_the_same_words_are_the_same_matter():
    assert likeness.otherness("도로에 구멍이 났어요", ["도로에 구멍이 났어요"], HINTS) == 0


def test_other_services_and_other_words_are_another_one():
    score = likeness.otherness(PLAIN, ["도로에 구멍이 났어요"], HINTS)
    assert HINTS.own_case_at <= score <= 1


def test_a_short_text_is_at_most_doubtful():
    score = likeness.otherness(DOUBTFUL, ["도로에 구멍이 났어요"], HINTS)
    assert HINTS.suggest_at <= score < HINTS.own_case_at


@pytest.mark.parametrize(
    "text",
    ["", "네", "사진 보냅니다 확인 부탁드립니다", "소음 때문에 도로 구멍이 더 무서워요", "🕳️🕳️🕳️"],
)
def test_without_a_service_of_its_own_it_adds_to_the_matter(text):
    assert likeness.otherness(text, ["도로에 구멍이 났어요"], HINTS) == 0


def test_shared_words_lower_it():
    before = ["도로에 구멍이 났어요"]
    near = likeness.otherness(
        "구청 앞 나무에 구멍 같은 것이 났어요", before, Hints({**HINTS.words, "roads": ("도로",)})
    )
    far = likeness.otherness("구청 앞 나무가 바람에 쓰러질 것 같네", before, HINTS)
    assert near < far


def test_english_hints_stand_at_the_start_of_a_word():
    assert likeness.services_in("Potholes everywhere", HINTS) == {"roads"}
    assert likeness.services_in("unnoised", HINTS) == frozenset()


def test_it_goes_by_what_was_said_before_not_by_the_last_text_alone():
    before = ["도로에 구멍이 났어요", "밤에는 소음도 심해요"]
    assert likeness.otherness(PLAIN, before, HINTS) == 0


def _stories():
    for path in sorted((DEMO / "history").glob("*.json")):
        yield from json.loads(path.read_text())


@pytest.mark.django_db
def test_no_later_text_of_the_districts_history_would_be_torn_from_its_case(district):
    from townline.casework.cases.selectors.topic_changes import hints

    torn, suggested, looked = [], [], 0
    for story in _stories():
        later = [f["text"] for f in story["followups"] if not f["thanks"]]
        later += [story["question"]["reply"]] if story["question"] else []
        for text in later:
            looked += 1
            score = likeness.otherness(text, [story["text"]], hints())
            torn += [text] if score >= hints().own_case_at else []
            suggested += [text] if score >= hints().suggest_at else []
    assert looked > 50
    assert torn == []
    assert len(suggested) <= looked * 0.05


@pytest.mark.django_db
def test_first_texts_on_other_services_are_noticed(district):
    from townline.casework.cases.selectors.topic_changes import hints

    stories = [s for s in _stories() if s["lang"] == "ko"]
    pairs = [
        (a, b)
        for a, b in zip(stories, stories[97:], strict=False)
        if a["service_code"] != b["service_code"]
    ]
    found = sum(
        likeness.otherness(b["text"], [a["text"]], hints()) >= hints().suggest_at for a, b in pairs
    )
    assert found >= len(pairs) * 0.2


@pytest.mark.django_db
def test_a_plain_one_opens_its_own_case(world: World):
    first = world.text("큰길 도로에 구멍이 났어요")
    world.wait(hours=2)
    assert world.text(PLAIN) != first
    assert Case.objects.count() == 2


@pytest.mark.django_db
def test_a_doubtful_one_joins_and_a_person_is_asked(world: World):
    code = world.text("큰길 도로에 구멍이 났어요")
    world.wait(hours=2)
    assert world.text(DOUBTFUL) == code
    doubtful = world.case(code).another
    assert doubtful is not None
    assert doubtful.body == DOUBTFUL


@pytest.mark.django_db
def test_a_reply_to_our_question_is_no_other_matter(world: World):
    code = world.text("큰길 도로에 구멍이 났어요")
    world.assign(code)
    api.question_send(world.by("roads.officer"), code=code, body="어디인가요?")
    world.wait(hours=1)
    assert world.text(PLAIN) == code


@pytest.mark.django_db
def test_a_code_in_the_text_decides(world: World):
    code = world.text("큰길 도로에 구멍이 났어요")
    world.wait(hours=1)
    assert world.text(f"{code} {PLAIN}") == code


@pytest.mark.django_db
def test_once_a_person_has_said_that_it_is_the_same_nobody_is_asked_again(world: World):
    code = world.text("큰길 도로에 구멍이 났어요")
    world.wait(hours=1)
    world.text(DOUBTFUL)
    doubtful = world.case(code).another
    assert doubtful is not None
    classification.same_matter(world.by("clerk1"), code=code, text=doubtful.id)
    case = world.case(code)
    assert case.another is None
    assert case.history[-1].event == "case:topic:keep"
    with pytest.raises(cases.NotFound):
        classification.same_matter(world.by("clerk1"), code=code, text=10**9)


@pytest.mark.django_db
def test_an_answered_case_is_not_opened_by_another_matter(world: World):
    code = world.awaiting("큰길 도로에 구멍이 났어요")
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    world.wait(hours=1)
    assert world.text(PLAIN) != code
    assert world.case(code).row.state is CaseState.ANSWERED
