"""Every way in without a sign-in is declared, with what it costs, what it tells and its limits."""

import re

import pytest
from django.urls import get_resolver

from tests.doors import SECURITY, with_table
from tests.test_signed_out import patterns
from townline.config.doors import DOORS
from townline.lines.safenumbers.parking_pages.views.answer_stream import Answers
from townline.platform.web.signing_in import _MARK

# Of the demo alone, or leading on to a page that is guarded itself.
_ELSEWHERE = re.compile(r"^(api$|api/|demo/|static/|$)")


def declared_doors() -> set[str]:
    return {at for door in DOORS for at in door.at}


def open_addresses() -> set[str]:
    found = set()
    for path, one in patterns(get_resolver().url_patterns):
        if getattr(one.callback, _MARK, False) or _ELSEWHERE.match(path):
            continue
        named = re.sub(r"\(\?P<\w+>([^)]*)\)", r"(\1)", path)
        found.add(re.sub(r"<\w+:(\w+)>", r"<\1>", named).replace("^", "").rstrip("$"))
    return found


def test_no_address_is_open_without_a_door():
    assert sorted(open_addresses() - declared_doors()) == []


def test_no_door_leads_nowhere():
    paths = {at for at in declared_doors() if "/" in at and " " not in at and "api/" not in at}
    live = {one.path.lstrip("/").replace("{", "<").replace("}", ">") for one in Answers().routes()}
    assert sorted(paths - open_addresses() - live) == []


def test_each_limit_has_one_name():
    named: dict[str, object] = {}
    for limit in (limit for door in DOORS for limit in door.limits):
        assert named.setdefault(limit.name, limit) == limit


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.at[0])
def test_each_says_for_whom_it_is_what_it_costs_and_what_it_tells(door):
    assert door.who
    assert door.costs
    assert door.tells


def test_the_table_of_security_shows_them():
    text = SECURITY.read_text()
    assert with_table(text, DOORS) == text, "run: python -m tests.doors"
