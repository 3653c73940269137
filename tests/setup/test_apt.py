"""Set-up uses apt one step at a time, waits for others, and repeats why calls are off."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("steps.sh", "system.sh", "calls.sh")
LOCKED = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7"


@pytest.fixture
def run(tmp_path: Path):
    """Run lines of shell with the functions of set-up, a root of their own and this apt-get."""

    def run(lines: str, apt_get: str) -> str:
        programs = tmp_path / "programs"
        programs.mkdir(exist_ok=True)
        (programs / "apt-get").write_text(f"#!/bin/sh\nlog={tmp_path}/apt\n{apt_get}\n")
        (programs / "apt-get").chmod(0o755)
        sources = "\n".join(f". {ROOT}/tools/setup/{part}" for part in PARTS)
        script = f"set -u\nroot={tmp_path}\n{sources}\n{lines}"
        path = f"{programs}:{os.environ['PATH']}"
        done = subprocess.run(  # noqa: S603 -- our own script
            ["/bin/sh", "-c", script], env={**os.environ, "PATH": path}, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout + done.stderr

    return run


def test_two_steps_never_run_apt_together(run, tmp_path):
    busy = 'echo begin >>"$log"; sleep 0.3; echo end >>"$log"'
    run("step one First apt_one update & step two Second apt_one update & wait", busy)
    assert (tmp_path / "apt").read_text().split() == ["begin", "end"] * 2


def test_lists_that_another_program_holds_are_waited_for(run, tmp_path):
    once = f'[ -e "$log" ] && exit 0; : >"$log"; echo "{LOCKED}" >&2; exit 100'
    assert "ready" in run("sleep() { :; }; apt_one update && echo ready", once)


@pytest.mark.parametrize(
    ("words", "patience"), [("E: Unable to locate package sox", 300), (LOCKED, 0)]
)
def test_another_failure_or_a_long_wait_ends_it(run, tmp_path, words, patience):
    failing = f'echo try >>"$log"; echo "{words}" >&2; exit 100'
    lines = f"apt_wait={patience}; apt_one update || echo gave up"
    assert "gave up" in run(lines, failing)
    assert (tmp_path / "apt").read_text().split() == ["try"]


def test_each_setup_says_why_calls_are_off_but_tries_once_a_day(run, tmp_path):
    missing = "calls_missing() { true; }; can_install() { true; }; install_quietly() { apt_one x; }"
    failing = 'echo "$*" >>"$log"; echo "E: no network" >&2; exit 100'
    first = run(f"{missing}; setup_calls", failing)
    tries = (tmp_path / "apt").read_text()
    again = run(f"{missing}; setup_calls", failing)
    assert (tmp_path / "apt").read_text() == tries
    for words in (first, again):
        assert "Calls stay off" in words
        assert "apt-get install --no-install-recommends rtpengine-daemon espeak-ng sox" in words
    assert "failed at 20" in again
    assert f"rm {tmp_path}/var/setup/calls-tried" in again


def test_who_may_not_install_is_told_each_time(run):
    for _ in range(2):
        words = run("calls_missing() { true; }; can_install() { false; }; setup_calls", "exit 1")
        assert "only root may install" in words
