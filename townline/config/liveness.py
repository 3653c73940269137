"""Which processes work: judged by what was done, not by whether they are there.

One judgement for the supervisor, ``/readyz``, ``townline doctor`` and ``/metrics``. An idle night
looks well: a job of the clock leaves a mark (``beat``) through the same machinery as every other
job, links report themselves from the thread that claims, and texts count only while they wait.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from townline.adapters.sip import signs
from townline.conversations import api as conversations
from townline.core import marks

BEAT = "jobs"
BEAT_CRON = "* * * * * */15"
# Four beats; a link reports each ten seconds.
JOBS_SILENT_S = 60.0
LINK_SILENT_S = 120.0
ROUTING_IDLE_S = 60.0
CLAIMS_IDLE_S = 120.0
# So long a job may run before it counts as hanging; the beat finds no place beside two such.
LONGEST_JOB_S = 900.0


@dataclass(frozen=True, slots=True)
class Stuck:
    """A process that lives, as far as anybody knows, and does not work. ``wrong`` is one word."""

    process: str
    wrong: str
    words: str


def beat(now: dt.datetime) -> None:
    """Note that jobs run: called by one of them."""
    marks.mark_put(BEAT, at=now)


def jobs_silent_s(now: dt.datetime) -> float | None:
    """Give the seconds since a job of the clock last ran; None: never."""
    found = marks.mark_get(BEAT)
    return (now - found.at).total_seconds() if found else None


def stuck(now: dt.datetime) -> list[Stuck]:
    """Name what does not work. Raises django.db.Error when the database is away."""
    return [*_jobs(now), *_routing(now), *_links(now), *_calls(now)]


def _jobs(now: dt.datetime) -> Iterator[Stuck]:
    silent = jobs_silent_s(now)
    if silent is None:
        yield Stuck("worker", "jobs", "no job has run yet")
    elif silent > JOBS_SILENT_S and not _busy():
        yield Stuck("worker", "jobs", f"no job has run for {silent:.0f} s")


_BUSY = """
SELECT EXISTS (
  SELECT 1 FROM procrastinate_jobs j
  JOIN procrastinate_workers w ON w.id = j.worker_id
  JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'started'
  WHERE j.queue_name = %s AND j.status = 'doing'
  AND w.last_heartbeat > now() - interval '30 s' AND e.at > now() - %s * interval '1 s')
"""


def _busy() -> bool:
    """Say whether a long job is at work, with its worker alive."""
    with connection.cursor() as cursor:
        cursor.execute(_BUSY, [settings.TOWNLINE_DISTRICT, LONGEST_JOB_S])
        return bool(cursor.fetchone()[0])


def _routing(now: dt.datetime) -> Iterator[Stuck]:
    idle = conversations.routing_idle_s(now)
    if idle > ROUTING_IDLE_S:
        yield Stuck("worker", "routing", f"a text has waited for {idle:.0f} s and none is routed")


_PROCESS = {"segments": "texts", "whole": "texts-http"}


def _links(now: dt.datetime) -> Iterator[Stuck]:
    """One link that reports shows that its process works; names of earlier settings stay silent."""
    silent: dict[str, float] = {}
    for link in conversations.links():
        if link.state != "stopped":
            name = _PROCESS.get(link.carries, "texts")
            seconds = (now - link.seen_at).total_seconds()
            silent[name] = min(silent.get(name, seconds), seconds)
    for name, seconds in silent.items():
        if seconds > LINK_SILENT_S:
            yield Stuck(name, "links", f"nothing heard for {seconds:.0f} s")
    yield from _claims(now)


def _claims(now: dt.datetime) -> Iterator[Stuck]:
    idle = conversations.claims_idle_s(now)
    for link in conversations.links():
        seconds = idle.get(link.transport, 0.0)
        if seconds > CLAIMS_IDLE_S:
            words = f"{link.transport}: a text has waited for {seconds:.0f} s unclaimed"
            yield Stuck(_PROCESS.get(link.carries, "texts"), "claims", words)


def _calls(now: dt.datetime) -> Iterator[Stuck]:
    found = signs.signs(now)
    if found and not any(sign.alive for sign in found):
        yield Stuck("calls", "calls", "no worker of calls shows a sign of life")
