"""What one run in the sandbox may use."""

from dataclasses import dataclass

_GIGABYTE = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Address space and size of a written file in bytes; processor and wall clock time in seconds.

    ``wall_seconds`` is longer than ``cpu_seconds``: the machine may be busy.
    """

    memory: int = _GIGABYTE
    cpu_seconds: int = 15
    wall_seconds: int = 40
    file_bytes: int = 64_000_000


# For jobs: lists of a hundred thousand homes, networks of several hundred thousand lines.
LONG = Budget(memory=3 * _GIGABYTE, cpu_seconds=240, wall_seconds=600, file_bytes=512_000_000)
