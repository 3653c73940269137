"""Which questions are asked for the answers there are, and how an answer is read."""

import pytest
from hypothesis import given, strategies as st

from townline.lines.queues.questionnaires.rules.answers import AnswerRefused, Trouble, read
from townline.lines.queues.questionnaires.rules.questions import (
    Filled,
    QuestionKind,
    answer_text,
    apply_answers,
)
from townline.lines.queues.tests.asking import ILL, TODAY, WELL, form

ANY = st.none() | st.text(max_size=9) | st.integers() | st.floats() | st.booleans()
ANYTHING = ANY | st.lists(ANY, max_size=4)


def names(given_answers) -> list[str]:
    return [each.name for each in apply_answers(form(), given_answers, TODAY).questions]


def test_only_what_concerns_somebody_is_asked():
    assert names({}) == ["consent"]
    assert names({"consent": "no"}) == ["consent"]
    assert names(WELL) == ["consent", "age", "symptoms", "contact", "travel"]
    assert names(ILL) == [
        "consent", "age", "symptoms", "since", "temperature", "pregnant", "contact", "travel",
    ]  # fmt: skip
    assert "pregnant" not in names(ILL | {"age": 60})
    assert names(ILL | {"travel": "yes"})[-1] == "country"


def test_how_many_there_are_at_most_is_never_too_few():
    answers, counts = {}, []
    for name, answer in WELL.items():
        counts.append(apply_answers(form(), answers, TODAY).most)
        answers |= {name: answer}
    assert counts == [9, 9, 9, 6, 6]
    assert apply_answers(form(), WELL, TODAY).most == 5
    assert apply_answers(form(), {"consent": "no"}, TODAY).most == 1


def test_an_answer_goes_when_its_question_is_asked_no_more():
    filled_form = apply_answers(form(), ILL | {"symptoms": ["none"]}, TODAY)
    assert filled_form.answers == WELL
    assert apply_answers(form(), ILL | {"consent": "no"}, TODAY).answers == {"consent": "no"}


def test_an_answer_that_holds_no_more_goes_and_is_asked_again():
    late = apply_answers(form(), ILL | {"since": "2026-11-26"}, TODAY)
    assert "since" not in late.answers
    assert late.next().name == "since"
    assert not late.complete


def test_forth_and_back():
    filled_form = apply_answers(form(), WELL, TODAY)
    assert filled_form.complete
    assert filled_form.next("consent").name == "age"
    assert filled_form.next("travel") is None
    assert filled_form.before("age").name == "consent"
    assert filled_form.before("consent") is None
    assert [note.name for note in filled_form.notes_before("consent")] == ["about"]
    assert filled_form.notes_before("age") == filled_form.notes_before("") == []
    passed = apply_answers(form(), ILL | {"temperature": None, "pregnant": None}, TODAY)
    assert passed.complete  # what need not be answered may be passed over
    assert answer_text(form().item("symptoms"), ["fever", "cough"], "en") == "Fever, Cough"


@pytest.mark.parametrize(
    ("name", "written", "stored"),
    [
        ("age", " 38 ", 38), ("age", "1,000", 1000), ("age", 38.0, 38), ("age", "", None),
        ("temperature", "38.", 38.0), ("temperature", 39, 39.0), ("temperature", ".5", 0.5),
        ("since", "2026-11-20", "2026-11-20"), ("since", "2026. 11. 3.", "2026-11-03"),
        ("contact", ["no"], "no"), ("symptoms", "fever", ["fever"]),
        ("symptoms", ["cough", "fever", "cough"], ["fever", "cough"]), ("symptoms", [], None),
        ("country", " 몽골\u0000\ud800 ", "몽골"), ("country", "\u200b", None),
    ],
)  # fmt: skip
def test_an_answer_is_read_as_people_write_it(name, written, stored):
    assert read(form().item(name), written) == stored


@pytest.mark.parametrize(
    ("name", "written", "trouble"),
    [
        ("age", "서른", Trouble.INTEGER), ("age", "3.5", Trouble.INTEGER),
        ("age", True, Trouble.INTEGER),
        ("age", 10**300, Trouble.INTEGER), ("temperature", "warm", Trouble.DECIMAL),
        ("temperature", float("nan"), Trouble.DECIMAL), ("temperature", "1e5", Trouble.DECIMAL),
        ("since", "yesterday", Trouble.DATE), ("since", "2026-02-30", Trouble.DATE),
        ("since", 20261120, Trouble.DATE), ("contact", "perhaps", Trouble.CHOICE),
        ("symptoms", ["fever", 3], Trouble.CHOICE), ("symptoms", {"fever": 1}, Trouble.CHOICE),
        ("country", "가" * 501, Trouble.LONG), ("country", 3, Trouble.TEXT),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(name, written, trouble):
    with pytest.raises(AnswerRefused) as refused:
        read(form().item(name), written)
    assert refused.value.trouble is trouble


@given(st.dictionaries(st.sampled_from([each.name for each in form().items]), ANYTHING))
def test_whatever_is_sent_what_is_kept_was_asked_and_holds(sent):
    valid = {}
    for name, value in sent.items():
        item = form().item(name)
        try:
            valid |= {name: read(item, value)} if item else {}
        except AnswerRefused:
            continue
    first = apply_answers(form(), valid, TODAY)
    assert set(first.answers) <= {each.name for each in first.questions}
    assert all(first.answers[name] == valid[name] for name in first.answers)
    # What was kept is kept again: nothing depends on what has gone.
    again = apply_answers(form(), first.answers, TODAY)
    assert again.answers == first.answers
    assert [each.name for each in again.asked] == [each.name for each in first.asked]


@given(st.data())
def test_whoever_answers_one_after_the_other_comes_to_the_end(data):
    answers, most = {}, 99
    for _ in range(2 * len(form().items)):
        state = apply_answers(form(), answers, TODAY)
        assert len(state.questions) <= state.most <= most
        most = state.most
        item = state.next()
        if item is None:
            break
        answers = dict(state.answers) | {item.name: data.draw(answer_to(item))}
    ended = apply_answers(form(), answers, TODAY)
    assert isinstance(ended, Filled)
    assert ended.complete
    assert ended.done == len(ended.questions)


def answer_to(item):
    choices = [each.name for each in item.choices]
    fitting = {
        QuestionKind.ONE: st.sampled_from(choices or [""]),
        QuestionKind.MULTIPLE: st.sampled_from([["none"], ["fever"], ["fever", "breath"]]),
        QuestionKind.INTEGER: st.integers(0, 120),
        QuestionKind.DECIMAL: st.floats(34, 43),
        QuestionKind.DATE: st.dates(max_value=TODAY).map(str),
        QuestionKind.TEXT: st.just("몽골"),
    }[item.kind]
    return fitting if item.required else fitting | st.none()
