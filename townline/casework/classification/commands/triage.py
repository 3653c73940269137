"""``townline triage``: measure the reader, let it learn, and read texts again."""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from townline.casework.classification.commands.read_again import read_again, read_again_options
from townline.platform.core.commands import Add, Command
from townline.platform.triage.training import duplicates_report as duplicates

type Options = Callable[[ArgumentParser], None]


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    whole = add("triage", "measure what texts are read as, and let it learn", _unreached)
    subs = whole.add_subparsers(required=True, metavar="WHAT")

    def sub(name: str, words: str, command: Command, options: Options) -> None:
        made = subs.add_parser(name, help=words, description=words)
        # May stand here as well as before the name; what stood there is kept.
        made.add_argument("--home", type=Path, default=argparse.SUPPRESS, help="folder of data")
        made.set_defaults(command=command)
        options(made)

    sub("evaluate", "measure on a file of texts with right answers", _evaluate, _evaluate_options)
    sub(
        "evaluate-duplicates",
        "measure how early the true earlier text is found",
        _duplicates,
        duplicates.options,
    )
    sub("train", "learn from this district's decided cases", _train, _train_options)
    sub("read-again", "read what came before, or anew", read_again, read_again_options)


def _unreached(_: Namespace) -> int:
    raise AssertionError("argparse asks for what to do")


def _evaluate_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help="lines {id, text, service_code, kind, life_safety, place, dong, …}"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--confusions", action="store_true", help="print the whole table")
    parser.add_argument("--wrong", action="store_true", help="print the texts read wrongly as well")
    parser.add_argument(
        "--district", help="whose places: a name that comes with us, or a folder (the likeliest)"
    )


def _evaluate(given: Namespace) -> int:
    from townline.platform.triage.evaluation import command as triage_evaluate  # noqa: PLC0415 -- others need not load numpy

    return triage_evaluate.command(given)


def _duplicates(given: Namespace) -> int:
    from townline.platform.triage.places_command import locating  # noqa: PLC0415 -- others need no places

    return duplicates.command(given, locating)


def _train_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help="learn and compare, but replace nothing"
    )


def _train(given: Namespace) -> int:
    from townline.casework.classification.commands import train as triage_train  # noqa: PLC0415 -- others need not load numpy

    return triage_train.command(given)
