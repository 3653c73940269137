"""``townline places build``: a gazetteer from the national address files; needs no database."""

import os
from argparse import Namespace
from pathlib import Path

from townline.platform.core.commands import Add, CannotStart, replaceable, write_line
from townline.platform.triage.placing.building import Wanted, build, rows, write
from townline.platform.triage.placing.lines import LineWrong


def add_to(add: Add) -> None:
    """Add the command to the command line."""
    made = add("places", "places build: a gazetteer from the national address files", command)
    made.add_argument("action", choices=["build"])
    made.add_argument("--code", required=True, help="the district's code, 시군구코드, five digits")
    made.add_argument(
        "--buildings", type=Path, nargs="+", default=[], help="건물DB or 도로명주소 한글, as text"
    )
    made.add_argument(
        "--positions", type=Path, nargs="+", default=[], help="위치정보요약DB: where entrances are"
    )
    made.add_argument("--roads", type=Path, help="도로명코드: English names of roads")
    made.add_argument(
        "--landmarks",
        type=Path,
        nargs="+",
        default=[],
        help="CSV with the same columns as the result",
    )
    made.add_argument(
        "--dongs",
        choices=["legal", "office"],
        default="legal",
        help="dongs of the boundaries: legal or administrative (legal)",
    )
    made.add_argument("--out", type=Path, required=True, help="the gazetteer.csv to write")


def command(options: Namespace) -> int:
    """Build it. Raises CannotStart with file and line of the first mistake; nothing is written."""
    if not (options.code.isdecimal() and len(options.code) == len("11200")):
        raise CannotStart(f"{options.code!r} is not a 시군구코드 of five digits, like 11200")
    wanted = Wanted(
        code=options.code,
        buildings=options.buildings,
        positions=options.positions,
        roads=options.roads,
        landmarks=options.landmarks,
        office=options.dongs == "office",
    )
    temporary = replaceable(options.out).with_name(f"{options.out.name}.new")
    try:
        built = build(wanted)
        with temporary.open("w", encoding="utf-8", newline="") as out:
            count = write(out, rows(built, wanted.roads, wanted.code))
    except (LineWrong, UnicodeDecodeError) as error:
        temporary.unlink(missing_ok=True)
        raise CannotStart(f"nothing was written:\n{error}") from error
    except OSError as error:
        raise CannotStart(f"{error.filename}: {error.strerror}; nothing was written") from error
    _report_result(count, built.addresses, options)
    os.replace(temporary, options.out)  # noqa: PTH105 -- whole or not at all
    return 0


def _report_result(count: int, addresses: dict[str, tuple[str, ...]], options: Namespace) -> None:
    placed = sum(1 for row in addresses.values() if row[5])
    write_line(
        f"{options.out}: {count:,} rows, {len(addresses):,} addresses, {placed:,} with a position"
    )
    if options.buildings and not addresses:
        write_line(f"no row of these files has a 법정동코드 that begins with {options.code}")
