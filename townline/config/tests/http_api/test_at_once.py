"""Several scripts at the same moment: one of them is first, the others are told."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

pytestmark = [pytest.mark.server, pytest.mark.django_db(transaction=True)]
MANY = 5


def at_once(caller, path, bodies):
    """Post all bodies to one path together; give the answers as (status, type or state)."""
    start = Barrier(len(bodies))

    def post(body):
        start.wait()
        try:
            response = caller.send("POST", path, body)
            answer = json.loads(response.content)
            return response.status_code, answer.get("type") or answer["state"]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(bodies)) as pool:
        return sorted(pool.map(post, bodies))


def test_of_confirmations_at_once_one_counts(world, caller):
    code = world.awaiting()
    mayor = caller("mayor")
    digest = mayor.get(f"/cases/{code}")["draft"]["hash"]
    results = at_once(mayor, f"/cases/{code}/confirm", [{"hash": digest}] * MANY)
    assert results == [(200, "confirmed"), *[(409, "/problems/wrong-state")] * (MANY - 1)]
    case = mayor.get(f"/cases/{code}")
    assert [t["kind"] for t in case["texts"]].count("answer") == 1
    assert [h["event"] for h in case["history"]].count("case:answer:approve") == 1


def test_of_drafts_at_once_one_is_kept_and_the_others_see_it(world, caller):
    code = world.text("길이 파였어요")
    world.assign(code)
    officer = caller("roads.officer")
    bodies = [{"body": f"답 {n}", "base_version": 0} for n in range(MANY)]
    results = at_once(officer, f"/cases/{code}/draft", bodies)
    assert results == [(200, "drafted"), *[(409, "/problems/draft-conflict")] * (MANY - 1)]
    assert officer.get(f"/cases/{code}")["draft"]["version"] == 1
