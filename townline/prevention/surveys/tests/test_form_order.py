"""Choices stand in the order of the form, measures with their unit, no grade before an answer."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

import townline
from townline.prevention.surveys.models import FormVersion
from townline.prevention.surveys.rules.ruleset import RuleSet
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.selectors.rules import rules_of
from townline.prevention.surveys.services.blank_form import blank_form
from townline.prevention.surveys.services.forms import form_upload
from townline.prevention.surveys.services.rule_versions import rules_in_use
from townline.prevention.surveys.tests.lists import KIND, NOW
from townline.prevention.surveys.tests.test_count import BY

pytestmark = pytest.mark.django_db


def choices_of(rules):
    return {item.code: list(item.choices) for item in rules.items if item.choices}


def sheet(name):
    book = load_workbook(io.BytesIO(blank_form(kind_of(KIND))))
    rows = [list(row) for row in book[name].iter_rows(values_only=True)]
    return rows[0], rows[1:]


def test_choices_stand_in_the_order_of_the_file_of_the_district():
    file = Path(townline.__file__).parent / "data" / "districts" / "demo" / "surveys.json"
    (written,) = [one for one in json.loads(file.read_text())["kinds"] if one["code"] == KIND]
    items = {one["code"]: list(one["choices"]) for one in written["rules"]["items"]
             if "choices" in one}  # fmt: skip
    assert choices_of(kind_of(KIND).rules) == items


def test_a_stored_version_keeps_the_order_of_choices():
    shipped = kind_of(KIND).rules
    version = rules_in_use(KIND, now=NOW)
    version.refresh_from_db()
    assert choices_of(rules_of(KIND)) == choices_of(shipped)
    assert any(codes != sorted(codes) for codes in choices_of(shipped).values()), "nothing to keep"
    assert rules_of(KIND) == shipped
    # A version that was stored as an object is still read.
    old = shipped.model_dump(mode="json")
    assert RuleSet.model_validate(old) == shipped


def test_the_form_lists_choices_in_the_order_of_the_rules():
    rules_in_use(KIND, now=NOW)
    _, rows = sheet("choices")
    for item in kind_of(KIND).rules.items:
        if item.choices:
            assert [row[1] for row in rows if row[0] == item.code] == list(item.choices)


def test_each_measure_names_its_unit():
    _, rows = sheet("survey")
    measures = [row for row in rows if row[0] == "decimal"]
    assert measures
    for row in measures:
        assert row[2].endswith("(cm)"), row
        assert row[3].endswith("(cm)"), row


def test_no_grade_is_shown_before_anything_is_answered():
    head, rows = sheet("survey")
    named = {row[1]: dict(zip(head, row, strict=False)) for row in rows}
    graded = named[kind_of(KIND).said_grade]["calculation"]
    assert graded.startswith("if(${")
    assert graded.endswith(", '')")
    note = named[f"{kind_of(KIND).said_grade}_shown"]
    assert note["relevant"] == f"${{{kind_of(KIND).said_grade}}} != ''"


def test_a_closed_form_is_opened_again(visit):
    form = form_upload(kind=KIND, content=blank_form(kind_of(KIND)), validate=False, **BY)
    client = visit("housing.officer")
    client.post(f"/surveys/forms/{form.id}/close")
    assert FormVersion.objects.get().closed_at is not None
    assert f"/surveys/forms/{form.id}/reopen" in client.get(f"/surveys/forms/?kind={KIND}").text
    assert client.post(f"/surveys/forms/{form.id}/reopen").status_code == 302
    assert FormVersion.objects.get().closed_at is None
