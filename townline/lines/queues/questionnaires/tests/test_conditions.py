"""The small XPath of a form: what it comes to, what it refuses, and that nothing upsets it."""

import datetime as dt

import pytest
from hypothesis import example, given, strategies as st

from townline.lines.queues.questionnaires.rules.conditions import (
    FUNCTIONS,
    Binary,
    ConditionInvalid,
    FunctionCall,
    Here,
    Literal,
    Ref,
    names,
    parse,
    refers_to_answer,
)
from townline.lines.queues.questionnaires.rules.expressions import Scope, holds

TODAY = dt.date(2026, 11, 25)
NAMES = ("age", "sick_since", "signs", "q-1")
ANSWERS = {"age": "38", "signs": "fever cough", "sick_since": "2026-11-20"}


def evaluate(words, here="", **answers):
    return holds(parse(words), Scope(today=TODAY, answers=answers or ANSWERS, here=here))


@pytest.mark.parametrize(
    "words",
    [
        "${age} >= 18 and ${age} < 65",
        "${age} = 38.0",
        "${age} != '38.0'",  # two strings are compared as such
        "selected(${signs}, 'cough') and not(selected(${signs}, 'cou'))",
        "count-selected(${signs}) = 2",
        "${sick_since} <= today()",
        "${sick_since} < '2026-11-21' and ${sick_since} > '2026-10-31'",
        "string-length(${age}) = 2",
        "regex(${age}, '[0-9]+') and not(regex(${signs}, '[0-9]+'))",
        "${q-1} = ''",
        "not(${q-1} > 0) and not(${q-1} <= 0)",  # what was not answered is not a number
        "1 = 2 or 2 = 2 and 3 = 3",
        "(1 = 2 or 2 = 2) and 3 = 3",
        "2 < 3 = (1 = 1)",
        "1 < 2",
        "-1.5 < .5",
        'today() = "2026-11-25"',
        "not(0) and not('') and 'no'",
        "'2026-02-30' != today() and not('2026-02-30' < today())",
    ],
)
def test_what_holds(words):
    assert evaluate(words)


def test_what_is_answered_now():
    assert evaluate(". >= 34 and . <= 43", here="38.2")
    assert not evaluate(". >= 34 and . <= 43", here="")
    assert refers_to_answer(parse("string-length(.) > 2"))
    assert names(parse("${a} = 1 or selected(${b}, .)")) == ["a", "b"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "empty"),
        ("${age} > ", "stops too early"),
        ("${age} + 1 > 2", "'+ 1 > 2'"),
        ("${age} > 18 and", "stops too early"),
        ("(${age} > 18", "')' is missing"),
        ("${age} > 18)", "nothing more"),
        ("if(${age} > 18, 1, 2)", "'if' is not known; known are: and, or, count-selected"),
        ("position(..) = 1", "'position'"),
        ("../age > 3", "'/age > 3' is not known"),
        ("selected(${signs})", "takes 2 values, not 1"),
        ("today(1) = 1", "takes 0 values, not 1"),
        ("regex(${age}, ${signs})", "written out, in quotes"),
        ("regex(${age}, '[0-9')", "is no pattern"),
        ("${age} = ‘38’", "is not known here"),
        ("1 = 1 " * 200, "longer than"),
        ("(" * 30 + "1" + ")" * 30, "parentheses"),
        ("3age = 1", "'3age = 1'"),
    ],
)
def test_what_is_not_known_is_refused_in_words(words, message):
    with pytest.raises(ConditionInvalid, match=r".") as refused:
        parse(words)
    assert message in str(refused.value)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="'\""), max_size=8)
NUMBERS = st.integers(-999, 999).map(float) | st.sampled_from([0.5, -2.25])
LEAVES = (
    st.builds(Literal, TEXTS | NUMBERS)
    | st.builds(Ref, st.sampled_from(NAMES))
    | st.just(Here())
    | st.just(FunctionCall("today", ()))
)
SIGNS = ("or", "and", "=", "!=", "<", "<=", ">", ">=")


def composite_nodes(inner):
    return (
        st.builds(Binary, st.sampled_from(SIGNS), inner, inner)
        | st.builds(lambda one: FunctionCall("not", (one,)), inner)
        | st.builds(lambda one, two: FunctionCall("selected", (one, two)), inner, inner)
        | st.builds(lambda one: FunctionCall("count-selected", (one,)), inner)
        | st.builds(lambda one: FunctionCall("string-length", (one,)), inner)
        | st.builds(lambda one: FunctionCall("regex", (one, Literal("[0-9]+"))), inner)
    )


TREES = st.recursive(LEAVES, composite_nodes, max_leaves=8)


def render_node(node):
    match node:
        case Literal(str() as value):
            return f"'{value}'"
        case Literal(value):
            return f"{value:g}"
        case Ref(name):
            return f"${{{name}}}"
        case Here():
            return "."
        case Binary(sign, left, right):
            return f"({render_node(left)} {sign} {render_node(right)})"
        case FunctionCall(name, values):
            return f"{name}({', '.join(map(render_node, values))})"


@given(TREES)
def test_a_condition_reads_as_it_was_written(tree):
    assert parse(render_node(tree)) == tree


@given(TREES, st.dictionaries(st.sampled_from(NAMES), st.text(max_size=12)), st.text(max_size=12))
@example(parse("${age} < today()"), {"age": "9" * 400}, "٣")
def test_no_answer_upsets_a_condition(tree, answers, here):
    scope = Scope(today=TODAY, answers=answers, here=here)
    outcome = holds(tree, scope)
    assert outcome is not holds(FunctionCall("not", (tree,)), scope)
    assert holds(Binary("and", tree, tree), scope) is outcome
    assert holds(Binary("or", tree, Literal(0.0)), scope) is outcome


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50))
def test_and_binds_tighter_than_or_and_comparing_tighter_than_both(a, b, c):
    words = f"{a} < {b} or {b} < {c} and {a} = {c}"
    assert evaluate(words) is (a < b or (b < c and a == c))
    assert evaluate(f"{a} < {b} = {b} < {c}") is ((a < b) == (b < c))


@given(st.dates(), st.dates())
def test_days_are_compared_as_days(one, other):
    words = f"'{one.isoformat()}' < '{other.isoformat()}'"
    assert evaluate(words) is (one < other)


@given(st.text(alphabet="${}ab.,()<>=!'\" 019andortdy-", max_size=40))
def test_whatever_is_written_is_read_or_refused(words):
    try:
        node = parse(words)
    except ConditionInvalid:
        return
    assert isinstance(holds(node, Scope(today=TODAY, here="1")), bool)


def test_each_function_is_one_that_can_be_reckoned():
    for name, takes in FUNCTIONS.items():
        values = ", ".join(["'1'"] * takes)
        assert evaluate(f"{name}({values}) = {name}({values})")
