"""Starting the sandbox's process, and what it gives back."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from townline.platform.core.paths import ROOT
from townline.platform.core.sandbox.budgets import Budget
from townline.platform.core.sandbox.progress import Report, progress
from townline.platform.core.sandbox.refusals import Exceeded, ParserRefused

_BEAT = 1.0
# Runs at once for each of our processes: the threads of one share its machine's memory.
_AT_ONCE = threading.BoundedSemaphore(2)
# How the kernel ends a process that passed its processor time, soft and hard limit.
_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
_OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS}


def call(
    parser: Callable[..., Any],
    *contents: bytes,
    budget: Budget | None = None,
    report: Report | None = None,
    **arguments: object,
) -> Any:  # noqa: ANN401 -- JSON of the parser's own shape
    """Run ``parser(folder, **arguments)`` with contents as the files ``0``, ``1`` … of the folder.

    Gives the parser's result after its way through JSON. Raises Refused (and Exceeded, one of
    them). To be called outside a transaction: takes a fifth of a second at least.
    """
    with tempfile.TemporaryDirectory(prefix="townline-") as name:
        folder = Path(name)
        for number, content in enumerate(contents):
            (folder / str(number)).write_bytes(content)
        return run(parser, folder, budget=budget, report=report, **arguments)


def run(
    parser: Callable[..., Any],
    folder: Path,
    *,
    budget: Budget | None = None,
    report: Report | None = None,
    **arguments: object,
) -> Any:  # noqa: ANN401 -- as above
    """Do as ``call`` does in a folder of the caller, where the parser may leave files too.

    ``report`` is called each second with how much is read, and of how many.
    """
    limits = budget or Budget()
    request = {
        "module": parser.__module__, "function": parser.__name__, "arguments": arguments,
        "budget": asdict(limits),
    }  # fmt: skip
    (folder / "request.json").write_text(json.dumps(request))
    with _AT_ONCE:
        code = _run(folder, limits, report)
    answer = folder / "answer.json"
    if code or not answer.exists():
        raise _exit_error(code)
    return _result(json.loads(answer.read_text()))


def _run(folder: Path, limits: Budget, report: Report | None) -> int:
    """Give how the process ended; -SIGKILL where it was out of time."""
    process = subprocess.Popen(  # noqa: S603 -- our own program and paths of our own
        [sys.executable, "-m", "townline.platform.core.sandbox", str(folder)],
        cwd=ROOT,
        # No address and no secret of ours. Numerical libraries reserve memory for each thread.
        env={
            "PATH": os.defpath,
            "LC_ALL": "C.UTF-8",
            "OPENBLAS_NUM_THREADS": "1",
            "JAVA_TOOL_OPTIONS": "-Xmx512m",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return _wait_process(process, limits, folder, report)
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)  # with what it may have started
            process.wait()


def _wait_process(
    process: subprocess.Popen[bytes], limits: Budget, folder: Path, report: Report | None
) -> int:
    """Wait for its end and pass on what it reports; -SIGKILL where it was out of time."""
    until = time.monotonic() + limits.wall_seconds
    while (left := until - time.monotonic()) > 0:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(min(_BEAT, left) if report else left)
        if report:
            report(*progress(folder))
    return -signal.SIGKILL


def _exit_error(code: int) -> Exception:
    if code in _OUT_OF_TIME:
        return Exceeded("time")
    if code in _OUT_OF_MEMORY:
        return Exceeded("memory")
    # Whatever a file does to its parser is an answer; this is a fault of ours.
    return RuntimeError(f"the sandbox ended with {code} and without an answer")


def _result(answer: dict[str, Any]) -> Any:  # noqa: ANN401 -- as above
    if "exceeded" in answer:
        raise Exceeded(answer["exceeded"])
    if "refused" in answer:
        raise ParserRefused(answer["refused"], **answer["values"])
    return answer["result"]
