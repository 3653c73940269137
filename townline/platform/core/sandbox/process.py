"""Starting the sandbox's process, and what it gives back."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from townline.platform.core.paths import ROOT
from townline.platform.core.sandbox.budgets import Budget
from townline.platform.core.sandbox.refusals import Exceeded, Refused

# Runs at once for each of our processes: the threads of one share its machine's memory.
_AT_ONCE = threading.BoundedSemaphore(2)
# How the kernel ends a process that passed its processor time, soft and hard limit.
_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
_OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS}


def call(
    parser: Callable[..., Any], *contents: bytes, budget: Budget | None = None, **arguments: object
) -> Any:  # noqa: ANN401 -- JSON of the parser's own shape
    """Run ``parser(folder, **arguments)`` with contents as the files ``0``, ``1`` … of the folder.

    Gives the parser's result after its way through JSON. Raises Refused (and Exceeded, one of
    them). To be called outside a transaction: takes a fifth of a second at least.
    """
    with tempfile.TemporaryDirectory(prefix="townline-") as name:
        folder = Path(name)
        for number, content in enumerate(contents):
            (folder / str(number)).write_bytes(content)
        return run(parser, folder, budget=budget, **arguments)


def run(
    parser: Callable[..., Any], folder: Path, *, budget: Budget | None = None, **arguments: object
) -> Any:  # noqa: ANN401 -- as above
    """Do as ``call`` does in a folder of the caller, where the parser may leave files too."""
    limits = budget or Budget()
    request = {
        "module": parser.__module__, "function": parser.__name__, "arguments": arguments,
        "budget": asdict(limits),
    }  # fmt: skip
    (folder / "request.json").write_text(json.dumps(request))
    with _AT_ONCE:
        code = _run(folder, limits)
    answer = folder / "answer.json"
    if code or not answer.exists():
        raise _ended(code)
    return _result(json.loads(answer.read_text()))


def _run(folder: Path, limits: Budget) -> int:
    """Give how the process ended; -SIGKILL where it was out of time."""
    process = subprocess.Popen(  # noqa: S603 -- our own program and paths of our own
        [sys.executable, "-m", "townline.platform.core.sandbox", str(folder)],
        cwd=ROOT,
        # No address and no secret of ours. Numerical libraries reserve memory for each thread.
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "JAVA_TOOL_OPTIONS": "-Xmx512m"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(limits.wall_seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)  # with what it may have started
            process.wait()


def _ended(code: int) -> Refused:
    if code in _OUT_OF_TIME:
        return Exceeded("time")
    return Exceeded("memory") if code in _OUT_OF_MEMORY else Refused("broken")


def _result(answer: dict[str, Any]) -> Any:  # noqa: ANN401 -- as above
    if "exceeded" in answer:
        raise Exceeded(answer["exceeded"])
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["values"])
    return answer["result"]
