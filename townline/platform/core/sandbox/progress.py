"""How far a parser is, on its way out of the sandbox: a small file in the run's folder."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

_FILE = "progress"
_EACH = 2_000  # rows between two reports

# Called with how much is done, and of how many (0: nobody knows).
type Report = Callable[[int, int], None]


def progress(folder: Path) -> tuple[int, int]:
    """Give how much is done, and of how many."""
    try:
        done, of = (folder / _FILE).read_text(encoding="ascii").split()
        return int(done), int(of)
    except (OSError, ValueError):  # not yet there, or half written
        return 0, 0


def track_rows[T](rows: Iterable[T], of: int, folder: Path) -> Iterator[T]:
    """Pass rows on, and note now and then how many there were; called by parsers."""
    for number, row in enumerate(rows):
        if number % _EACH == 0:
            (folder / _FILE).write_text(f"{number} {of}", encoding="ascii")
        yield row
