"""New rules before they are adopted, and second reviews once they are done."""

import copy
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from townline.casework.cases.api import WrongState
from townline.platform.core.paths import DEMO
from townline.prevention.surveys.errors import BadRules, SameRules
from townline.prevention.surveys.models import (
    FormVersion,
    Grade,
    Home,
    RuleVersion,
    SecondReview,
    Submission,
)
from townline.prevention.surveys.services.grading import (
    home_grade,
    reviews_draw,
    rules_adopt,
)
from townline.prevention.surveys.services.reviews import review_assign, review_decide
from townline.prevention.surveys.services.rule_versions import rules_compare, rules_propose
from townline.prevention.surveys.services.submissions import submission_settle
from townline.prevention.surveys.services.surveyors import surveyor_add
from townline.prevention.surveys.tests.lists import KIND, NOW, import_rows, row
from townline.prevention.surveys.tests.test_count import BY
from townline.prevention.surveys.tests.test_grading import BEST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
RULES = json.loads((DEMO / "surveys.json").read_text())["kinds"][0]["rules"]
DAMP = next(n for n, item in enumerate(RULES["items"]) if item["code"] == "damp")


def stricter():
    """Give rules by which damp weighs so much that mould alone makes a B."""
    rules = copy.deepcopy(RULES)
    rules["items"][DAMP]["weight"] = 40
    return rules


def add_submission(home, answers, at, surveyor=None):
    form, _ = FormVersion.objects.get_or_create(
        form_id="semi", version="1", kind=KIND, defaults={"uploaded_at": NOW, "xlsform": b""}
    )
    number = Submission.objects.count()
    return Submission.objects.create(
        instance_id=f"uuid:{number}", form=form, home=home, surveyor=surveyor, answers=answers,
        xml="<data/>", md5="0", sha256="0", received_at=at, filled_at=at,
    )  # fmt: skip


def answer_home(home, answers, at=NOW, surveyor=None):
    row = add_submission(home, answers, at, surveyor)
    return home_grade(
        home_id=home.id, answers=answers, submission=row, surveyor=surveyor,
        actor=BY["actor"], now=at,
    )  # fmt: skip


def homes(count):
    import_rows(*(row(str(n), address=f"새벗로 {n + 1}") for n in range(count)))
    return list(Home.objects.order_by("id"))


def test_who_would_change_is_known_before_and_so_it_comes():
    first, second, third = homes(3)
    answer_home(first, BEST | {"damp": "mould"})
    answer_home(second, BEST)
    answer_home(third, BEST | {"damp": "some"})
    version = rules_propose(kind=KIND, written=stricter(), **BY)
    changes, compared = rules_compare(version)
    assert compared == 3
    changed = {each.home_id: (each.before, each.after) for each in changes}
    assert changed[first.id][0] == "A"
    assert set(changed) == {first.id, third.id}
    assert [g.grade for g in Grade.objects.filter(current=True).order_by("home")] == [
        "A", "A+", "A+",
    ]  # fmt: skip
    assert rules_adopt(version_id=version.id, **BY) == 2
    for home in (first, second, third):
        home.refresh_from_db()
        assert home.grade == changed.get(home.id, ("", "A+"))[1]
        now = Grade.objects.get(home=home, current=True)
        assert (now.rules, now.submission.home) == (version, home)
    assert Grade.objects.filter(current=False, rules__number=1).count() == 3
    with pytest.raises(WrongState):
        rules_adopt(version_id=version.id, **BY)


def test_one_proposal_stands_and_numbers_go_on():
    homes(1)
    with pytest.raises(SameRules):
        rules_propose(kind=KIND, written=RULES, **BY)
    one = rules_propose(kind=KIND, written=stricter(), **BY)
    softer = copy.deepcopy(RULES)
    softer["items"][DAMP]["weight"] = 1
    two = rules_propose(kind=KIND, written=softer, **BY)
    assert not RuleVersion.objects.filter(id=one.id).exists()
    rules_adopt(version_id=two.id, **BY)
    with pytest.raises(SameRules):
        rules_propose(kind=KIND, written=softer, **BY)
    with pytest.raises(BadRules):
        rules_propose(kind=KIND, written={"grades": []}, **BY)
    three = rules_propose(kind=KIND, written=stricter(), **BY)
    assert three.number == two.number + 1


def test_rules_that_cannot_read_an_answer_change_nothing(visit):
    (home,) = homes(1)
    answer_home(home, BEST)
    rules = copy.deepcopy(RULES)
    damp = rules["items"][DAMP]
    damp["choices"]["dry"] = damp["choices"].pop("none")
    head = visit("housing.head")
    file = SimpleUploadedFile("rules.json", json.dumps(rules).encode())
    page = head.post(f"/surveys/rules/?kind={KIND}", {"file": file}, follow=True)
    words = page.content.decode()
    assert "읽을 수 없어" in words
    assert "/adopt" not in words
    version = RuleVersion.objects.get(adopted_at=None)
    assert head.post(f"/surveys/rules/{version.id}/adopt", {}).status_code == 422
    assert RuleVersion.objects.filter(adopted_at=None).exists()
    home.refresh_from_db()
    assert home.grade == "A+"


WORSE = {"damp": "mould", "ventilation": "none", "daylight": "none"}


def review_homes(count=12, *, differs=()):
    """Let one surveyor grade homes, and another look at each; those ``differs`` find it worse."""
    one, _ = surveyor_add(name="조사원 1", **BY)
    two, _ = surveyor_add(name="조사원 2", **BY)
    for number, home in enumerate(homes(count)):
        made = answer_home(home, BEST | ({"damp": "mould"} if number % 2 else {}), surveyor=one)
        reviews_draw([made], lots=[0.0], **BY)
        review = SecondReview.objects.get(first=made)
        review_assign(review_id=review.id, surveyor=two, **BY)
        second = made.submission.answers | (WORSE if number in differs else {})
        late = add_submission(home, second, NOW, two)
        submission_settle(submission_id=late.id, **BY)
    return one, two


@pytest.mark.server
def test_a_second_look_is_kept_and_where_it_differs_a_person_decides(visit):
    review_homes(6, differs={0})
    first = SecondReview.objects.order_by("id")[0]
    assert (first.grade, first.stands) == ("B", "")
    assert set(SecondReview.objects.exclude(id=first.id).values_list("stands", flat=True)) == {
        "first"
    }
    home = first.first.home
    assert (home.grade, home.state) == ("A+", "graded")
    head = visit("housing.head")
    assert (
        visit("housing.officer")
        .post(f"/surveys/reviews/{first.id}/stands", {"second": "on"})
        .status_code
        == 403
    )
    head.post(f"/surveys/reviews/{first.id}/stands", {"second": "on"})
    home.refresh_from_db()
    assert home.grade == "B"
    with pytest.raises(WrongState):
        review_decide(review_id=first.id, second=False, **BY)
