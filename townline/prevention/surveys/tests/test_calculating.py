"""What a phone computes is what the server grades: the shipped form, filled by JavaRosa."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from townline.prevention.surveys.rules.calculating import grade_xpath, points_xpath, times
from townline.prevention.surveys.rules.grading import grade
from townline.prevention.surveys.tests.test_grading import BEST, BY_HAND, ROOF, SEMI

pytestmark = pytest.mark.django_db
_HERE = Path(__file__).parent


class Value:
    """An answer as XPath compares it: a number, a text, or nothing."""

    def __init__(self, value):
        self.value = value

    def number(self):
        try:
            return float(self.value)
        except (TypeError, ValueError):
            return float("nan")

    def __eq__(self, other):
        return ("" if self.value is None else str(self.value)) == other

    def __ge__(self, other):
        return self.number() >= other

    def __le__(self, other):
        return self.number() <= other

    def __lt__(self, other):
        return self.number() < other

    def __gt__(self, other):
        return self.number() > other

    def __hash__(self):
        return hash(self.value)


def worked_out(xpath, answers):
    """Evaluate such an expression with the doubles that XPath has."""
    words = re.sub(r"\$\{(\w+)\}", r"V('\1')", xpath)
    words = re.sub(r"(?<![<>])=", "==", words).replace("if(", "IF(")
    names = {"V": lambda name: Value(answers.get(name)), "IF": lambda a, b, c: b if a else c}
    return eval(words, {"__builtins__": {}}, names)  # noqa: S307 -- of our own rules


def compute_grade(rules, answers):
    points = worked_out(points_xpath(rules), answers)
    return points, worked_out(grade_xpath(rules, "p"), answers | {"p": points})


def answers_of(rules):
    each = {
        item.question: st.none() | (
            st.sampled_from(sorted(item.choices)) if item.choices
            else st.sampled_from([step.bound for step in item.steps]) | st.floats(-10, 200)
        )
        for item in rules.items
    }  # fmt: skip
    return st.fixed_dictionaries(each)


@pytest.mark.parametrize("rules", [SEMI, ROOF], ids=["semi-basement", "rooftop"])
@given(data=st.data())
def test_the_xpath_says_what_the_rules_say(rules, data):
    answers = data.draw(answers_of(rules))
    points, letter = compute_grade(rules, answers)
    found = grade(rules, answers)
    assert points == found.points * times(rules)
    assert letter == found.grade


@pytest.mark.parametrize(("changed", "letter", "_points", "_words"), BY_HAND)
def test_a_phone_grades_as_by_hand(changed, letter, _points, _words):
    assert compute_grade(SEMI, BEST | changed)[1] == letter


@pytest.mark.skipif(shutil.which("javac") is None, reason="fills the form by JavaRosa: needs a JDK")
def test_javarosa_fills_the_shipped_form_and_gives_the_grade_of_the_server(tmp_path):
    from pyxform.validators import odk_validate
    from pyxform.xls2xform import convert

    from townline.prevention.surveys.selectors.homes import kind_of
    from townline.prevention.surveys.services.blank_form import blank_form

    made = convert(xlsform=blank_form(kind_of("semi-basement")), file_type=".xlsx", validate=True)
    form, homes = tmp_path / "form.xml", tmp_path / "homes.csv"
    form.write_text(made.xform)
    homes.write_text("name,label\n1,one\n")
    cases = [BEST | changed for changed, *_ in BY_HAND]
    answers = [
        {name: value for name, value in each.items() if value is not None}
        for each in (case | {"visit_result": "surveyed"} for case in cases)
    ]
    lines = ["\t".join(f"{name}={value}" for name, value in each.items()) for each in answers]
    jar = Path(odk_validate.__file__).parent / "bin" / "ODK_Validate.jar"
    run = subprocess.run(  # noqa: S603 -- our own program
        ["java", "-cp", str(jar), str(_HERE / "Fill.java"), str(form), str(homes)],  # noqa: S607 -- on the path
        input="\n".join(lines), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == [letter for _, letter, *_ in BY_HAND], run.stderr
    assert "entrance" in made.xform
    assert "Measure with a tape" in made.xform
