"""Who looks at the list of processes while people talk learns nobody's number."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.traces import Number
from townline.adapters.sip.tests.test_process import run_joined_call, stopped_twice
from townline.lines.safenumbers.tests.number_plates import issue

pytestmark = [pytest.mark.peer, pytest.mark.django_db(transaction=True)]
# Numbers that no other test has: all processes of the machine are looked at.
OWNER, CALLER = Number("01000006193"), Number("01000008264")
WAITING = [sys.executable, "-c", "import sys; sys.stdin.read()"]


def numbers_in_proc():
    """Give (process, where, whose) for each number in a command line or an environment."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        for where in ("cmdline", "environ"):
            # Others' processes may not be looked into, and any may have ended.
            with contextlib.suppress(OSError):
                text = (place / where).read_bytes()
                found += [
                    (int(place.name), where, who.digits)
                    for who in (OWNER, CALLER)
                    if who.is_in(text)
                ]
    return found


def started_with(pid):
    return Path(f"/proc/{pid}/environ").read_bytes()


@pytest.fixture
def number(world):
    lease = issue(world.now, phones=[OWNER.digits])
    connection.close()
    return lease.number


def test_while_two_people_talk_no_process_names_them(tmp_path, number, rtpengine):
    async def act(first, _second):
        # The search sees the workers: what they were started with is there to be read.
        assert b"TOWNLINE_SIP_TRUNKS" in started_with(first.process.pid)
        assert numbers_in_proc() == []
        await stopped_twice(first)

    run_joined_call(tmp_path, number, rtpengine, act, who=f"+82{CALLER.digits[1:]}")


@pytest.mark.parametrize(
    ("words", "named"), [([OWNER.digits], {}), ([], {"DIALS": f"+82{CALLER.digits[1:]}"})]
)
def test_one_that_was_started_with_a_number_is_found(words, named):
    with subprocess.Popen([*WAITING, *words], env=named, stdin=subprocess.PIPE) as process:  # noqa: S603 -- ours
        where, who = ("cmdline", OWNER) if words else ("environ", CALLER)
        assert numbers_in_proc() == [(process.pid, where, who.digits)]
