"""What households said goes by age; grade, needs and count stay, also when the rules change."""

import datetime as dt

import pytest

from townline.platform.core.personal_data import retention
from townline.prevention.surveys.models import Grade, Home, HomeFile, RuleVersion, Submission
from townline.prevention.surveys.selectors.counts import count_list
from townline.prevention.surveys.services.grading import rules_adopt
from townline.prevention.surveys.services.rule_versions import rules_compare, rules_propose
from townline.prevention.surveys.tests.lists import KIND, NOW, import_rows, row
from townline.prevention.surveys.tests.test_count import BY
from townline.prevention.surveys.tests.test_grading import BEST
from townline.prevention.surveys.tests.test_reviews import answer_home, stricter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
YEARS = dt.timedelta(days=3 * 365 + 10)


def sweep(now):
    (rule,) = [each for each in retention.RULES.value if each.kind == "survey_answers"]
    before = now - dt.timedelta(days=1095)
    counted_before = rule.count(before)
    return counted_before, retention.sweep_all(rule, before)


def test_words_and_photos_go_and_the_grade_stays():
    import_rows(row("1"), row("2", address="새벗로 5"))
    old, young = Home.objects.order_by("id")
    answer_home(old, BEST | {"damp": "mould", "name": "홍길동"}, at=NOW)
    answer_home(young, BEST, at=NOW + YEARS)
    for purpose in ("exclusion", "drawing"):
        HomeFile.objects.create(home=old, purpose=purpose, sha256="0" * 64, at=NOW)
    before = count_list(KIND)
    assert sweep(NOW + YEARS) == (1, 1)
    assert sweep(NOW + YEARS) == (0, 0)
    gone, retained = Submission.objects.order_by("id")
    assert (gone.answers, gone.xml) == ({}, "")
    assert retained.answers["damp"] == "none"
    assert [file.purpose for file in HomeFile.objects.all()] == ["drawing"]
    grade = Grade.objects.get(home=old)
    assert (grade.grade, grade.items) == ("A", [])
    assert count_list(KIND) == before


def test_a_grade_without_its_answers_is_left_alone_by_new_rules():
    import_rows(row("1"), row("2", address="새벗로 5"))
    old, young = Home.objects.order_by("id")
    answer_home(old, BEST | {"damp": "mould"}, at=NOW)
    answer_home(young, BEST | {"damp": "mould"}, at=NOW + YEARS)
    sweep(NOW + YEARS)
    version = rules_propose(kind=KIND, written=stricter(), **BY)
    changes, compared = rules_compare(version)
    assert ([each.home_id for each in changes], compared) == ([young.id], 1)
    assert rules_adopt(version_id=version.id, **BY) == 1
    assert RuleVersion.objects.get(id=version.id).adopted_at is not None
    old.refresh_from_db()
    assert old.grade == "A"
