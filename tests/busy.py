"""A working day at the town hall: the demo's open cases, brought about through the front doors."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

from tests.world import World
from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.platform.departments.api import Act

OPEN = Path(__file__).parents[1] / "townline/data/districts/demo/demo_open.json"
_WRITTEN = {"drafted", "awaiting_confirmation", "returned", "interim", "answered"}


def busy(world: World, limit: int | None = None) -> list[str]:
    """Let the demo's texts come in, oldest first; return the codes in that order."""
    items = json.loads(OPEN.read_text())
    items.sort(key=lambda item: -item["hours_ago"])
    end = world.now
    codes = [_one(world, item, end) for item in items[:limit]]
    world.now = end
    return [code for code in codes if code]


def _plain(words: str) -> str:
    return re.sub(r"\{(day|hour)[+-]\d+\}", "12월 2일(수)", words)


def _one(world: World, item: dict[str, Any], end: dt.datetime) -> str:
    world.now = end - dt.timedelta(hours=item["hours_ago"])
    sender = f"0100000{item['sender']}"
    code = world.text(_plain(item["texts"][0]["body"]), sender)
    if not code:
        return ""
    Case.objects.filter(code=code).update(
        title=_plain(item["title"]),
        danger=item.get("danger", False),
        unread=item.get("unread", False),
    )
    world.now = end - dt.timedelta(hours=item["hours_ago"] / 2)
    if item["department"]:
        cases.case_assign(
            world.by("clerk1"),
            code=code,
            department=item["department"],
            service=item["service_code"],
        )
        _write(world, code, item)
    return code


def _write(world: World, code: str, item: dict[str, Any]) -> None:
    officer = world.person(f"{item['department']}.officer")
    if item["state"] == "awaiting_resident":
        words = next((t["body"] for t in item["texts"] if t["direction"] == "out"), "어디쯤인가요?")
        answers.question_send(Act(officer, world.now), code=code, body=_plain(words))
    if item["state"] not in _WRITTEN or not item["draft"]:
        return
    answers.draft_save(Act(officer, world.now), code=code, body=_plain(item["draft"]))
    if item["state"] in {"awaiting_confirmation", "returned"}:
        # Nobody has looked at its dates, and nobody will.
        answers.draft_submit(Act(officer, world.now), code=code, promised=[])
    if item["state"] == "returned":
        reason = item.get("returned_reason") or "날짜를 적어 주세요"
        mayor = world.person("mayor")
        answers.draft_send_back(Act(mayor, world.now), code=code, reason=reason)
