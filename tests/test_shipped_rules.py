"""The rules that districts come with do no worse than people did, on the demo's own history."""

import json
from collections.abc import Iterator
from itertools import cycle

import pytest

from townline.casework.cases.models import Case
from townline.casework.classification import api as classification
from townline.casework.classification.api import CaseWords, tried_on
from townline.config import loading
from townline.platform.core.paths import DATA
from townline.platform.departments import api as departments
from townline.platform.triage import api as triage

DISTRICTS = DATA / "districts"
DEMO = DISTRICTS / "demo"
WITH_RULES = sorted(path.parent.name for path in DISTRICTS.glob("*/assignment.csv"))
pytestmark = pytest.mark.django_db


def history() -> Iterator[tuple[Case, str, CaseWords]]:
    """Tell the demo's cases as people sorted them: each with the department of its service."""
    own = {one.service_code: one.department_id for one in departments.services()}
    places = cycle(sorted(classification.place_names()))
    for path in sorted((DEMO / "history").glob("*.json")):
        for story in json.loads(path.read_text()):
            place, service = next(places), story["service_code"]
            bodies = [story["text"], *(f["text"] for f in story["followups"])]
            bodies += [story["question"]["reply"]] if story["question"] else []
            texts = [text.replace("{place}", place) for text in [story["title"], *bodies]]
            case = Case(title=texts[0], service_id=service, department_id=own[service])
            yield case, own[service] or "", CaseWords(service=service, texts=texts)


def shipped_rules(name: str) -> list[classification.Rule]:
    rows = loading.read(DISTRICTS / name).rules
    return [
        classification.Rule(
            id=number,
            department=row.department,
            service=row.service,
            place=row.place,
            words=classification.words_of(row.words),
            after=row.after,
        )
        for number, row in enumerate(rows, 1)
    ]


@pytest.mark.parametrize("name", WITH_RULES)
@pytest.mark.parametrize("full", [True, False])
def test_no_shipped_rule_is_worse_than_people_were(world, request, name, full):
    if full:
        request.getfixturevalue("language")
    assert triage.understand(["가로등이"]).full is full
    trial = tried_on(list(history()), shipped_rules(name))
    figures = {
        key: (tried.fitted, tried.better, tried.worse) for key, tried in trial.by_rule.items()
    }
    assert trial.cases > 500
    assert trial.all.fitted > 0
    assert not trial.all.is_worse, figures
    assert not [key for key, tried in trial.by_rule.items() if tried.is_worse], figures


def test_the_trial_can_fail(world):
    everything = classification.Rule(id=1, department="parks", words=("길", "street"))
    assert tried_on(list(history()), [everything]).all.is_worse
