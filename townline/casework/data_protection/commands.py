"""The commands about one person, and about letting go of what is old."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from townline.platform.core import commands
from townline.platform.core.commands import CannotStart


def person_options(parser: ArgumentParser) -> None:
    """``person export NUMBER`` and ``person erase NUMBER``."""
    parser.add_argument("action", choices=["export", "erase"])
    parser.add_argument("number", help="the whole number, or - to read it from standard input")
    parser.add_argument(
        "--reason", required=True, help="who asked and when; recorded in the history"
    )
    parser.add_argument("--out", type=Path, help="export: a new file, .zip or .json")
    parser.add_argument("--force", action="store_true", help="erase: close open cases first")
    parser.add_argument("--yes", action="store_true", help="erase: do not ask again")


def person(options: Namespace) -> int:
    """``townline person``: the number is shown nowhere, and its erasure is asked for twice."""
    if options.action == "export" and options.out is None:
        raise CannotStart("name a file with --out FILE")
    with commands.ready(options):
        from townline.casework.data_protection import person_command  # noqa: PLC0415 -- needs Django

        number = person_command.number_of(options.number)
        if options.action == "export":
            exported = person_command.export(number=number, reason=options.reason, out=options.out)
            count = len(exported["person"]["texts_in"]) + len(exported["person"]["texts_out"])
            commands.write_line(
                f"{count} texts and {len(exported['cases'])} cases written to {options.out}"
            )
            return 0
        sure = (lambda _: True) if options.yes else person_command.ask(number)
        done = person_command.erase(
            number=number, reason=options.reason, force=options.force, sure=sure
        )
        commands.write_line(f"erased {done.masked}: {done.texts} texts, {done.cases} cases")
    return 0


def retention(options: Namespace) -> int:
    """``townline retention [--dry-run]``: what the nightly run does, now."""
    with commands.ready(options):
        from townline.platform.core import clock  # noqa: PLC0415 -- the same
        from townline.platform.core.district import DistrictMissing  # noqa: PLC0415 -- the same
        from townline.platform.core.personal_data import retention as letting_go  # noqa: PLC0415 -- needs Django

        try:
            step = letting_go.look if options.dry_run else letting_go.run
            counts = step(clock.now())
        except DistrictMissing as error:
            raise CannotStart(str(error)) from error
        commands.write_line(
            ("would go: " if options.dry_run else "went: ") + letting_go.summarize_counts(counts)
        )
    return 0
