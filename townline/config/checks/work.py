"""The town's work: links, texts waiting, jobs, promises."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from townline.casework.alarms import api as alarms
from townline.casework.cases import api as cases
from townline.config.checks.finding import Finding, Level, bad, graded, ok, span, warn
from townline.config.checks.providers import providers_file
from townline.config.processes import liveness
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments import api as departments

MINUTE = 60


def links(now: dt.datetime) -> Iterator[Finding]:
    """Look whether every link is bound and has spoken lately."""
    found = conversations.links()
    if not found:
        advice = "set TOWNLINE_SMPP_URL to the address the network operator gave you"
        yield warn("links", "no link has ever been up", advice)
    for link in found:
        silent = (now - link.seen_at).total_seconds()
        if link.state != "bound":
            words = f"{link.transport}: {link.state} for {span((now - link.since).total_seconds())}"
            yield bad(
                "links",
                f"{words} {link.detail}".rstrip(),
                "is the process `texts` (`texts-http`) at work? Then ask the operator",
            )
        elif silent > liveness.LINK_SILENT_S:
            words = f"{link.transport}: nothing heard for {span(silent)}"
            yield bad("links", words, "is the process `texts` running?")
        else:
            yield ok("links", f"{link.transport}: bound")
        if not link.serving:
            words = f"{link.transport} stepped back: {link.reason}"
            advice = "others send meanwhile; it comes back after five minutes of being well"
            yield warn("links", words, advice)


def keys(_now: dt.datetime) -> Iterator[Finding]:
    """Look whether the keys are those of this database."""
    if conversations.numbers_open():
        yield ok("keys", "open the numbers in this database")
    else:
        advice = "put back the keys file that belongs to this database"
        yield bad("keys", "do not open the numbers in this database", advice)


def texts(now: dt.datetime) -> Iterator[Finding]:
    """Look for texts that wait too long, failed, or whose fate is unknown."""
    health = conversations.health(now)
    yield _waiting(
        "texts in", health.waiting, health.waiting_oldest_s, "is the process `worker` running?"
    )
    yield _waiting(
        "texts out", health.queued, health.queued_oldest_s, "is a link bound, and not too slow?"
    )
    if health.failed:
        advice = "open them in the inbox: they are kept, and can be tried again"
        yield bad("texts in", f"{health.failed} could not be sorted", advice)
    if health.unknown:
        advice = "ask the operator what became of them, then settle each one by hand"
        yield warn("texts out", f"{health.unknown} with unknown outcome", advice)


def _waiting(subject: str, count: int, oldest: float | None, advice: str) -> Finding:
    if not count or oldest is None:
        return ok(subject, "none waits")
    level = graded(oldest, warn_at=MINUTE, bad_at=10 * MINUTE)
    words = f"{count} wait, the oldest for {span(oldest)}"
    return Finding(level, subject, words, "" if level is Level.OK else advice)


def worker(now: dt.datetime) -> Iterator[Finding]:
    """Look whether jobs run and what waits is taken, and for jobs that failed for good."""
    found = liveness.judge(now)
    for each in found.stuck:
        advice = (
            f"is the process `{each.process}` there? townline run starts one that hangs anew by "
            "itself within two minutes; a unit of its own: systemctl restart"
        )
        yield bad(each.process, each.words, advice)
    if not any(each.process == "worker" for each in found.stuck):
        yield ok("worker", f"ran a job {span(found.jobs_silent_s or 0)} ago")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = %s AND status = 'failed'",
            [settings.TOWNLINE_DISTRICT],
        )
        (failed,) = cursor.fetchone()
    if failed:
        yield warn("worker", f"{failed} jobs failed", "see the log lines of `worker`")


def promises(now: dt.datetime) -> Iterator[Finding]:
    """Look for cases whose promised time has passed, and for dangers that are open."""
    everybody = departments.Viewer(
        staff_id=0,
        role=departments.Role.AUDITOR,
        powers=frozenset(),
        departments=None,
        department=None,
        language="en",
        actor=audit.SYSTEM,
    )
    found = cases.counts(viewer=everybody, now=now)
    if found["overdue"]:
        advice = "open the inbox, view `overdue`; each shows whose turn it is"
        yield warn("promises", f"{found['overdue']} of {found['open']} open cases are late", advice)
    else:
        yield ok("promises", f"none of {found['open']} open cases is late")
    if unseen := alarms.alarms_unseen(now=now):
        yield warn(
            "alarms", f"{unseen} not acknowledged in time", "call the duty room; see /alarms/"
        )
    if found["danger"]:
        yield warn("danger", f"{found['danger']} open", "they stand on top of the inbox")


def loaded(_now: dt.datetime) -> Iterator[Finding]:
    """Look whether a district is loaded."""
    try:
        yield ok("district", district.current().name_ko)
    except district.DistrictMissing:
        yield bad("district", "none is loaded", "run: townline district load FOLDER")


WORK = (loaded, keys, links, providers_file, texts, worker, promises)
