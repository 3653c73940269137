"""One update to ten thousand residents, by the real processes to a network on loopback.

The worker that queues it and the process that holds the link are killed with -9 on the way.
"""

import json
import os
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench import line, office, texts
from bench.scratch import DISTRICT, Scratch, truncate_tables
from bench.table import Figure, log_progress, rate

COUNT, A_MINUTE, JOINED = 10_000, 6_000, 500
# At these shares of what left a process is killed, by its name.
KILLS = ((0.2, "worker"), (0.4, "texts"), (0.6, "worker"), (0.8, "texts"))
_PATIENCE = 1_200  # seconds, for all of it
_QUIET = 90.0  # so long nothing has left: what is left is held
_WORDS = "다솜동 비탈길은 오늘 18시까지 제설합니다. - 한들구"


def measure(place: Scratch) -> list[Figure]:
    """Let ten thousand write of one event, answer them all at once, and count what arrives."""
    from tests.kill import network
    from townline.config import loading

    truncate_tables()
    loading.load(_raise_limits(place.home), with_staff=True)
    log_progress(f"{COUNT} texts of an event")
    joined = _approve_update()
    with network.running() as peer:
        before = os.environ.get("TOWNLINE_SMPP_URL")
        os.environ["TOWNLINE_SMPP_URL"] = peer.url
        try:
            with office.running(place.home, demo=False, own_database=False) as house:
                killed = _leaves(house.pid, peer)
        finally:
            os.environ.pop("TOWNLINE_SMPP_URL")
            if before is not None:
                os.environ["TOWNLINE_SMPP_URL"] = before
        return _figures(peer.ledger()["submits"], joined, killed)


def _raise_limits(home: Path) -> Path:
    """Give the demo's district with more texts of an update a minute, and without receipts.

    The link would be busy with those first.
    """
    folder = home / "district"
    shutil.copytree(DISTRICT, folder)
    _update_json(folder / "incidents.json", {"per_minute": A_MINUTE})
    receipt = json.loads((folder / "district.json").read_text())["receipt"]
    _update_json(folder / "district.json", {"receipt": receipt | {"enabled": False}})
    return folder


def _update_json(file: Path, more: dict[str, object]) -> None:
    file.write_text(json.dumps(json.loads(file.read_text()) | more))


def _approve_update() -> float:
    """Open the incident, join everybody, and let the mayor approve; give the seconds of joining."""
    from tests.world import World
    from townline.casework.cases.models import Case
    from townline.platform.conversations import api as conversations
    from townline.platform.core import clock
    from townline.platform.departments.api import Act
    from townline.prevention.incidents import api
    from townline.prevention.incidents.broadcasts import api as broadcasts

    line.play(conversations, texts=COUNT)
    with texts.routing(2):
        _until(lambda: Case.objects.filter(code__isnull=False).count() >= COUNT)
    world, now = World(), clock.now()
    clerk, mayor = world.person("clerk1"), world.person("mayor")
    opening = api.Opening(
        kind="snow", title="눈", since=now, places=[api.IncidentSpot(name="다솜동")]
    )
    incident = api.incident_open(Act(clerk, now), opening=opening)
    known = Case.objects.exclude(code=None).order_by("id")
    codes = [str(code) for code in known.values_list("code", flat=True)]
    log_progress("joined in batches")
    begun = time.perf_counter()
    for at in range(0, COUNT, JOINED):
        some = codes[at : at + JOINED]
        api.cases_join(Act(clerk, now), incident_id=incident.pk, codes=some, anyway=some)
    took = time.perf_counter() - begun
    own: dict[str, Any] = {"kind": "update", "owner": incident.pk}
    one = broadcasts.broadcast_save(Act(clerk, now), bodies={"ko": _WORDS}, urgent=True, **own)
    one = broadcasts.broadcast_submit(Act(clerk, now), broadcast_id=one.pk, **own)
    broadcasts.broadcast_approve(Act(mayor, now), broadcast_id=one.pk, hash_=one.hash, **own)
    return took


def _until(done: Any) -> None:  # noqa: ANN401 -- asked again and again
    begun = time.monotonic()
    while not done():
        if time.monotonic() - begun > _PATIENCE:
            raise TimeoutError("it did not come to an end")
        time.sleep(0.2)


def _leaves(pid: int, peer: Any) -> int:  # noqa: ANN401 -- of the tests
    """Wait until all have left, killing on the way; give how many processes were killed."""
    from tests.kill import processes

    log_progress(f"{COUNT} texts leave")
    kills, killed, last, since = list(KILLS), 0, 0, time.monotonic()
    begun = since
    while time.monotonic() - begun < _PATIENCE:
        count = peer.open()["submits"]
        if count != last:
            last, since = count, time.monotonic()
        if kills and count >= kills[0][0] * COUNT:
            name = kills.pop(0)[1]
            log_progress(f"{count} left, {name} is killed")
            killed += sum(one.kill() for one in processes.processes_named(pid, name))
        if count >= COUNT or (count and not kills and time.monotonic() - since > _QUIET):
            time.sleep(3)  # the last reports
            return killed
        time.sleep(0.2)
    raise TimeoutError(f"{last} texts had left")


def _figures(submits: list[dict[str, Any]], joined: float, killed: int) -> list[Figure]:
    from townline.platform.conversations.models import OutgoingText

    deliveries = Counter(one["to"] for one in submits)
    seconds = (submits[-1]["at"] - submits[0]["at"]) / 1000
    states = Counter(OutgoingText.objects.filter(kind="update").values_list("state", flat=True))
    twice = sum(count > 1 for count in deliveries.values())
    held = COUNT - len(deliveries)
    log_progress(f"what became of them: {dict(states)}")
    name = f"updates: one update to {COUNT} residents"
    return [
        Figure(name=f"{name}, joined in batches of {JOINED}", value=f"{joined:.0f} s"),
        Figure(
            name=f"{name}, left at {A_MINUTE} a minute, {killed} processes killed on the way",
            value=rate(len(submits) / seconds, "texts"),
        ),
        Figure(name=f"{name}, got it twice", value=f"{twice}", aim="0"),
        Figure(name=f"{name}, got none", value=f"{held}"),
        Figure(
            name=f"{name}, held as of unknown outcome",
            value=f"{states.get('unknown', 0)}",
            aim="at least those who got none",
        ),
    ]
