"""The table of events is whole: what can be written stands in it, and what stands is written."""

import ast
import functools
import importlib
import pkgutil
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import translation

import townline
from townline.casework.alarms.rules import AlarmEvent, AlarmRemark
from townline.casework.portal.rules.follow_ups import FollowKind
from townline.casework.visits.rules.visit import VisitEvent
from townline.config.wiring import EDITED
from townline.platform.core.history import tags
from townline.platform.core.history.machine import MACHINES
from townline.platform.core.history.tags import LONGEST, PATTERN, declared_tags, nested_tag
from townline.platform.core.models import ACCESS_EVENTS, Transition
from townline.platform.editing.api import history_tags
from townline.prevention.hazards.api import CASE_EVENTS
from townline.prevention.incidents.broadcasts import ports
from townline.prevention.incidents.broadcasts.rules import BroadcastEvent
from townline.prevention.work_orders.rules import OrderEvent, order_tag

HOUSE = Path(townline.__file__).parent

for _module in pkgutil.walk_packages(townline.__path__, "townline."):
    if ".services." in _module.name and ".tests" not in _module.name:
        importlib.import_module(_module.name)


@functools.cache
def literal() -> set[str]:
    """Give every name that stands in a program."""
    found: set[str] = set()
    for path in HOUSE.rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts) or path.name == "history_tags.py":
            continue
        nodes = ast.walk(ast.parse(path.read_text()))
        words = (n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
        found |= {word for word in words if PATTERN.fullmatch(word)}
    return found


def machine_tags() -> set[str]:
    """Give the names of all steps of all machines that leave a line."""
    kinds = [SimpleNamespace(kind=kind, about="order:1") for kind in FollowKind]
    to_many = {f"{kind.history}:{event}" for kind in ports.KINDS.value for event in BroadcastEvent}
    # An order's steps stand in its own history, or in that of its one hazard.
    return (
        {order_tag("hazard:1", event) for event in OrderEvent}
        | to_many
        | {
            machine.named(row, event)
            for machine in MACHINES
            if machine.model._meta.label != "broadcasts.Broadcast"
            for _, event in {**machine.table, **machine.put_back}
            if event not in machine.quiet
            for row in kinds
        }
    )


def editing_tags() -> set[str]:
    """Give the names of what people edit of the district, however it was changed."""
    return {tag for kind in EDITED for tag in history_tags(kind).values()}


def seen_from_a_case() -> set[str]:
    return {
        nested_tag("case", tag)
        for tag in [*(e.tag for e in [*AlarmEvent, *VisitEvent, *CASE_EVENTS]), *AlarmRemark]
    }


def quiet() -> set[str]:
    return {event.tag for machine in MACHINES for event in machine.quiet}


def test_whatever_can_be_written_is_declared():
    assert (
        literal() | machine_tags() | seen_from_a_case() | editing_tags()
        <= declared_tags() | quiet()
    )


def test_whatever_is_declared_can_be_written():
    assert declared_tags() <= literal() | machine_tags() | seen_from_a_case() | editing_tags()


def test_every_name_is_subject_noun_and_verb_and_fits_its_column():
    assert [
        tag for tag in declared_tags() if not PATTERN.fullmatch(tag) or len(tag) > LONGEST
    ] == []
    assert Transition._meta.get_field("event").max_length == LONGEST


def test_no_name_stands_in_two_tables():
    with pytest.raises(ValueError, match="case:status:open"):
        tags.TABLES.fill([{"case:status:open": "접수"}, {"case:status:open": "접수"}])
    assert "case:status:close" in declared_tags()


def test_what_the_privacy_officer_reads_is_declared():
    assert set(ACCESS_EVENTS) <= declared_tags()


@pytest.mark.parametrize(("language", "script"), [("ko", r"[가-힣]"), ("en", r"^[ -~]+$")])
def test_every_name_has_words_in_both_languages(language, script):
    with translation.override(language):
        assert [tag for tag in declared_tags() if not re.search(script, tags.label(tag))] == []


def test_each_kind_of_what_is_edited_has_words_of_its_own():
    words = {kind.slug: tags.label(history_tags(kind)["edit"]) for kind in EDITED}
    assert words["departments"] == "부서 수정"
    assert words["categories"] == "민원 분야 수정"
    assert words["texts"] == "안내문·서식 수정"
