"""``townline district``: loads a folder, showing what it would change, and writes one."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from townline.config.command_line.commands import ready
from townline.platform.core.commands import CannotStart, write_line

if TYPE_CHECKING:
    from townline.config.loading import LoadReport
    from townline.config.loading.changes import Changes
    from townline.config.loading.storing import DistrictData

_HOW = "--yes overwrites them, --keep-edits loads all the rest, --dry-run only shows"


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("action", choices=["load", "export", "template"])
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        help="load: required; export: by default the district's name; template: the workbook to "
        "write, called as a table of the folder, like staff.xlsx",
    )
    edits = parser.add_mutually_exclusive_group()
    edits.add_argument(
        "--yes", action="store_true", help="load: overwrite what was edited on pages"
    )
    edits.add_argument(
        "--keep-edits", action="store_true", help="load: keep what was edited on pages"
    )
    edits.add_argument("--dry-run", action="store_true", help="load: only show what would change")
    edits.add_argument(
        "--if-none", action="store_true", help="load: do nothing where a district is loaded already"
    )


def command(options: Namespace) -> int:
    """``townline district load FOLDER``, ``export [FOLDER]`` and ``template FILE``."""
    if options.action == "export":
        return _export(options)
    if options.action == "template":
        with ready(options):
            return write_template(options.folder)
    folder: Path | None = options.folder
    if folder is None or not folder.is_dir():
        raise CannotStart(f"{folder} is not a folder; a district's files are described in docs/")
    with ready(options):
        return _load(folder, options)


def write_template(file: Path | None) -> int:
    """Write an empty workbook that ``load`` reads once it is filled in."""
    from townline.config.loading.tables import TABLES  # noqa: PLC0415 -- needs Django
    from townline.platform.web.export import open_tables  # noqa: PLC0415 -- the same
    from townline.platform.web.templates_xlsx import template  # noqa: PLC0415 -- the same

    columns = {f"{Path(name).stem}.xlsx": table for name, table in TABLES.items()}
    if file is None or file.name not in columns:
        raise CannotStart(f"name the file to write, one of: {', '.join(columns)}")
    if file.exists():
        raise CannotStart(f"{file} exists already; remove it, or write another one")
    file.write_bytes(open_tables(file.name, *template(columns[file.name])).content)
    write_line(f"wrote {file}: fill in its first sheet, and put it into the district's folder")
    return 0


def _load(folder: Path, options: Namespace) -> int:
    from townline.config.loading import DistrictInvalid, load_read, read  # noqa: PLC0415 -- the same
    from townline.config.loading.changes import changes  # noqa: PLC0415 -- the same
    from townline.platform.processes import preparing  # noqa: PLC0415 -- needs Django

    preparing.migrate()
    preparing.record()
    if options.if_none and (name := _loaded_district()):
        write_line(f"the district {name} is loaded already")
        return 0
    try:
        data = read(folder)
        found = changes(data)
        if options.dry_run:
            new = _new_people(data)
            _show(found, nothing="" if new else "nothing would change")
            if new:
                write_line(f"people who would be added: {', '.join(new)}")
            return 0
        _decide(found, data, options)
        report = load_read(data, with_staff=True)
    except DistrictInvalid as error:
        raise CannotStart(f"nothing was loaded:\n{error}") from error
    write_line(f"loaded {folder}")
    for each in report.moved:
        write_line(f"{each.code}: the statutory deadline is {each.after}, not {each.before}")
    for name in report.nobody:
        write_line(f"nobody is called {name!r}: rules that name them choose the department alone")
    _show_ways_in(report)
    return 0


def _loaded_district() -> str:
    from townline.platform.core import district  # noqa: PLC0415 -- needs Django

    try:
        return district.current().jurisdiction_id
    except district.DistrictMissing:
        return ""


def _show_ways_in(report: "LoadReport") -> None:
    """Print a link for each new person: it is kept nowhere, works once and within two days."""
    from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
    from townline.platform.core.http import public  # noqa: PLC0415 -- the same
    from townline.platform.departments import api as departments  # noqa: PLC0415 -- the same

    if report.added:
        write_line("new people: each chooses a password by this link, once, within 48 hours")
    for person in report.added:
        path = departments.person_imported(staff_id=person.id, reason="staff.csv", now=clock.now())
        write_line(f"  {person.username}  {public.address(path) or path}")


def _show(found: "Changes", nothing: str = "") -> None:
    for line in found.lines:
        write_line(line)
    if found.edits:
        write_line("edited on pages, and overwritten by this folder:")
    for one in found.edits:
        write_line(
            f"  {one.last.part}, last by {one.last.actor_label}, {one.last.at:%Y-%m-%d %H:%M} UTC"
        )
    if nothing and not (found.lines or found.edits):
        write_line(nothing)


def _new_people(data: "DistrictData") -> list[str]:
    from townline.platform.departments import api as departments  # noqa: PLC0415 -- needs Django

    names = [entry.username for entry in data.directory.staff]
    known = departments.people_called(names)
    return [name for name in names if name not in known]


def _decide(found: "Changes", data: "DistrictData", options: Namespace) -> None:
    """Keep or let go of what people edited, as they say. Raises CannotStart where nobody does."""
    from townline.config.loading.changes import edits_keep  # noqa: PLC0415 -- needs Django

    if options.keep_edits:
        edits_keep(data, found.edits)
    elif found.edits and not options.yes:
        _show(found)
        if not sys.stdin.isatty():
            raise CannotStart(f"nothing was loaded: {_HOW}")
        if input("overwrite what was edited on pages? [y/N] ").strip().lower() not in {"y", "yes"}:
            raise CannotStart(f"nothing was loaded: {_HOW}")
    elif sys.stdout.isatty():
        _show(found)


def _export(options: Namespace) -> int:
    with ready(options):
        from townline.config.loading.exporting import NoStoredFiles, export  # noqa: PLC0415 -- the same
        from townline.platform.core import district  # noqa: PLC0415 -- the same
        from townline.platform.processes import preparing  # noqa: PLC0415 -- needs Django

        preparing.migrate()
        try:
            folder = options.folder or Path(district.current().jurisdiction_id)
            written = export(folder)
        except (NoStoredFiles, district.DistrictMissing, OSError) as error:
            raise CannotStart(str(error)) from error
    write_line(f"wrote {len(written)} files into {folder}")
    return 0
