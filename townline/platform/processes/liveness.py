"""Which processes work: judged by what was done, not by whether they are there.

One judgement for the supervisor, ``/readyz``, ``townline doctor`` and ``/metrics``. An idle night
looks well: a job of the clock leaves a mark (``beat``) through the same machinery as every other
job, links report themselves from the thread that claims, and texts count only while they wait.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from townline.platform.conversations import api as conversations
from townline.platform.core.history import marks
from townline.platform.core.ports import Port

BEAT = "jobs"
BEAT_CRON = "* * * * * */15"
# Four beats; a link reports each ten seconds.
JOBS_SILENT_S = 60.0
LINK_SILENT_S = 120.0
ROUTING_IDLE_S = 60.0
CLAIMS_IDLE_S = 120.0
# A link reports each ten seconds: what it said before three of them is not how it is now. Its
# process may be gone, or the rows be those of a copy that was restored.
LINK_FRESH_S = 30.0
# So long a job may run before it counts as hanging; the beat finds no place beside two such.
LONGEST_JOB_S = 900.0

# Says of each worker of calls, by its place, whether it lives.
type Calls = Callable[[dt.datetime], Mapping[str, bool]]
CALLS: Port[Calls] = Port("signs of life of the workers of calls")  # one query


@dataclass(frozen=True, slots=True)
class Stuck:
    """A process that lives, as far as anybody knows, and does not work. ``wrong`` is one word."""

    process: str
    wrong: str
    words: str


def beat(now: dt.datetime) -> None:
    """Note that jobs run: called by one of them."""
    marks.mark_put(BEAT, at=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """``stuck`` names what does not work; the seconds are those that it was judged by.

    ``jobs_silent_s``: since a job of the clock last ran (None: never). ``routing_idle_s``: how
    long a text has waited though none was routed. ``claims_idle_s``: for each link that is up,
    how long a text has waited that it may take.
    """

    stuck: tuple[Stuck, ...]
    jobs_silent_s: float | None
    routing_idle_s: float
    claims_idle_s: dict[str, float]


def judge(now: dt.datetime) -> Judgement:
    """Judge all processes by their work. Raises django.db.Error when the database is away."""
    mark = marks.mark_get(BEAT)
    silent = (now - mark.at).total_seconds() if mark else None
    idle, links = conversations.routing_idle_s(now), conversations.links()
    claims = conversations.claims_idle_s(now)
    found = (*_jobs(silent), *_routing(idle), *_links(links, now), *_claims(links, claims))
    return Judgement(
        stuck=(*found, *_calls(now)),
        jobs_silent_s=silent,
        routing_idle_s=idle,
        claims_idle_s=claims,
    )


def _jobs(silent: float | None) -> Iterator[Stuck]:
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


_AT_WORK = """
SELECT EXISTS (
  SELECT 1 FROM procrastinate_jobs j
  JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'started'
  WHERE j.queue_name = %s AND j.status = 'doing' AND e.at < now() - interval '2 s')
"""


def _busy() -> bool:
    """Say whether a long job is at work, with its worker alive."""
    with connection.cursor() as cursor:
        cursor.execute(_BUSY, [settings.TOWNLINE_DISTRICT, LONGEST_JOB_S])
        return bool(cursor.fetchone()[0])


def jobs_at_work() -> bool:
    """Say whether a job is at work that was begun some seconds ago, in any worker."""
    with connection.cursor() as cursor:
        cursor.execute(_AT_WORK, [settings.TOWNLINE_DISTRICT])
        return bool(cursor.fetchone()[0])


def _routing(idle: float) -> Iterator[Stuck]:
    if idle > ROUTING_IDLE_S:
        yield Stuck("worker", "routing", f"a text has waited for {idle:.0f} s and none is routed")


_PROCESS = {"segments": "texts", "whole": "texts-http"}


def _links(links: Iterable[conversations.LinkView], now: dt.datetime) -> Iterator[Stuck]:
    """One link that reports shows that its process works; names of earlier settings stay silent."""
    silent: dict[str, float] = {}
    for link in links:
        if link.state != "stopped":
            name, seconds = _PROCESS[link.carries], (now - link.seen_at).total_seconds()
            silent[name] = min(silent.get(name, seconds), seconds)
    for name, seconds in silent.items():
        if seconds > LINK_SILENT_S:
            yield Stuck(name, "links", f"nothing heard for {seconds:.0f} s")


def link_state(link: conversations.LinkView, now: dt.datetime) -> str:
    """Give a link's state, ``silent`` where no living process stands behind it."""
    fresh = (now - link.seen_at).total_seconds() <= LINK_FRESH_S
    return link.state if fresh or link.state == "stopped" else "silent"


def _claims(links: Iterable[conversations.LinkView], idle: Mapping[str, float]) -> Iterator[Stuck]:
    for link in links:
        seconds = idle.get(link.transport, 0.0)
        if seconds > CLAIMS_IDLE_S:
            words = f"{link.transport}: a text has waited for {seconds:.0f} s unclaimed"
            yield Stuck(_PROCESS[link.carries], "claims", words)


def _calls(now: dt.datetime) -> Iterator[Stuck]:
    found = CALLS.value(now)
    if found and not any(found.values()):
        yield Stuck("calls", "calls", "no worker of calls shows a sign of life")
