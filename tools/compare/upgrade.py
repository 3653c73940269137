"""Fills a database with BASE's day, runs HEAD's migrations over it, and compares every row."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.compare import census, checkout, clock, play, server, tree
from tools.compare.saying import log_progress


def run(base: str, head: str, moves: Path | None, *, anew: bool) -> int:
    """Give 0 if each table has the same rows after as before, 1 if not."""
    del anew  # a database is always filled anew
    first, second = tree.commit_of(base), tree.commit_of(head)
    names = census.Names(moves)
    with tempfile.TemporaryDirectory(prefix="compare-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        home, day = Path(folder) / "home", clock.going()
        home.mkdir(mode=0o755)
        with server.server(Path(folder) / "server", day) as url:
            _fill(first, home, day | {play.SERVER: url})
            with census.connect(url) as link:
                had = census.columns(link)
                before = census.counts(link, had, names.values)
            _migrate(second, home, url, day)
            with census.connect(url) as link:
                return _print_changes(link, had, before, names)


def _fill(commit: str, home: Path, day: dict[str, str]) -> None:
    log_progress(f"{commit[:10]}: filling a database with its day")
    url = day[play.SERVER]
    with tree.tree(commit) as files:
        log_progress("  writing the demo's sixty days")
        checkout.prepare(files, home, day | {"TOWNLINE_DATABASE_URL": url})
        words = [str(files), str(home), str(home / "answers.json"), "", ""]
        done = subprocess.run(  # noqa: S603 -- our own program, under another clock
            [sys.executable, "-m", "tools.compare.play", *words],
            cwd=tree.ROOT,
            env=os.environ | day,
            check=False,
        )
        if done.returncode:
            raise SystemExit("compare: the day could not be played")


def _migrate(commit: str, home: Path, url: str, day: dict[str, str]) -> None:
    log_progress(f"{commit[:10]}: townline migrate over it")
    with tree.tree(commit) as files:
        variables = day | {"TOWNLINE_DATABASE_URL": url, "TOWNLINE_DEMO": "1"}
        done = checkout.command(files, home, "migrate", **variables)
        if done.returncode:
            raise SystemExit(f"compare: townline migrate: {done.stderr[-3000:]}")


def _print_changes(
    link: census.Link, had: census.Columns, before: census.Counts, names: census.Names
) -> int:
    now = census.columns(link)
    outcomes = [(table, _became(link, now, names, table, had[table])) for table in had]
    wrong = [(table, after) for table, after in outcomes if after != before[table]]
    for table, after in wrong:
        words = after if isinstance(after, str) else f"{after[0]} rows"
        sys.stdout.write(f"{table}: had {before[table][0]} rows; now {words}, not the same\n")
    rows = sum(count for count, _ in before.values())
    found = f"{len(wrong)} differ" if wrong else "none differs"
    sys.stdout.write(f"{len(had)} tables, {rows} rows, {found}\n")
    return 1 if wrong else 0


def _became(
    link: census.Link, now: census.Columns, names: census.Names, table: str, columns: list[str]
) -> tuple[int, str] | str:
    """Give what a table's rows are now, by the old columns under their new names."""
    new = names.table(table)
    wanted = [names.column(table, column) for column in columns]
    lost = sorted(set(wanted) - set(now.get(new, [])))
    return f"without {new} {lost}" if lost else census.counts(link, {new: wanted}, {})[new]
