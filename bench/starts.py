"""Starting from nothing, starting again, and the memory of what then runs."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bench import office, scratch
from bench.table import Figure, log_progress

_MB = 1024  # smaps counts kilobytes


def measure() -> list[Figure]:
    """Start a fresh home twice with the demo; weigh each process at the end."""
    with scratch.folder() as home:
        log_progress("the first start, with the demo")
        with office.running(home, demo=True, own_database=True) as house:
            first = house.seconds
        log_progress("the second start")
        with office.running(home, demo=True, own_database=True) as house:
            second = house.seconds
            weights = _weights(house.pid, home)
    name = "start with the demo until it serves"
    figures = [
        Figure(name=f"first {name}", value=f"{first:.1f} s"),
        Figure(name=f"second {name}", value=f"{second:.1f} s", ratio=second / first,
               to="the first", aim="under 5 s"),
    ]  # fmt: skip
    total = sum(share for share, _ in weights.values())
    rows = [*weights.items(), ("all", (total, 0.0))]
    return figures + [
        Figure(
            name=f"memory of {who}", value=f"{pss:.0f} MB" + f" ({rss:.0f} resident)" * bool(rss)
        )
        for who, (pss, rss) in rows
    ]


def _weights(supervisor: int, home: Path) -> dict[str, tuple[float, float]]:
    """Give each kind's proportional and resident megabytes (shared pages counted in parts)."""
    sums: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for pid, name in _process_names(supervisor, home):
        with suppress(OSError):  # it ended meanwhile
            pss, rss = _weigh(pid)
            sums[name] = (sums[name][0] + pss, sums[name][1] + rss)
    return dict(sums)


def _process_names(supervisor: int, home: Path) -> Iterator[tuple[int, str]]:
    yield supervisor, "the supervisor"
    below = {supervisor}
    for pid, parent, words in sorted(_processes()):
        if parent in below:
            below.add(pid)
            yield pid, _name(words)


def _name(words: str) -> str:
    if "postgres" in words:
        return "the database"
    _, process, rest = words.partition("townline process ")
    return rest.split(maxsplit=1)[0] if process else words[:30]


def _processes() -> Iterator[tuple[int, int, str]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                yield int(entry.name), parent, words


def _weigh(pid: int) -> tuple[float, float]:
    found = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split()[:2]
        found[name] = int(value) / _MB
    return found["Pss:"], found["Rss:"]
