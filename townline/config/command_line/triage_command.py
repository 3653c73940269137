"""``townline triage``: measure the reader, train it, and classify texts again.

Training and measuring are in ``townline.training``, which no process of a server imports.
"""

import argparse
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from townline.casework.classification.commands.read_again import read_again, read_again_options
from townline.platform.core.commands import Add, CannotStart, Command

type Options = Callable[[ArgumentParser], None]


def add_to(add: Add) -> None:
    """Add these commands to the command line."""
    whole = add("triage", "measure and train how texts are classified", _require_subcommand)
    subs = whole.add_subparsers(required=True, metavar="WHAT")

    def sub(name: str, words: str, command: Command, options: Options) -> None:
        made = subs.add_parser(name, help=words, description=words)
        # May stand here as well as before the name; what stood there is kept.
        made.add_argument("--home", type=Path, default=argparse.SUPPRESS, help="folder of data")
        made.set_defaults(command=command)
        options(made)

    sub("evaluate", "measure on a file of texts with correct answers", _evaluate, _evaluate_options)
    sub(
        "evaluate-duplicates",
        "measure how well similar cases are found",
        _duplicates,
        _duplicates_options,
    )
    sub("train", "train on this district's decided cases", _train, _train_options)
    sub("models", "list the models and which one reads", _models, lambda _: None)
    sub("rollback", "let an earlier model read", _rollback, _rollback_options)
    sub("read-again", "classify earlier texts, or all again", read_again, read_again_options)


def _require_subcommand(_: Namespace) -> int:
    raise AssertionError("argparse asks for what to do")


def _evaluate_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help="lines {id, text, service_code, kind, life_safety, place, dong, …}"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--confusions", action="store_true", help="print the whole table")
    parser.add_argument(
        "--wrong", action="store_true", help="also print the texts that were read wrongly"
    )
    parser.add_argument(
        "--district",
        help="whose locations: the name of a supplied district, or a folder (the best match)",
    )


def _evaluate(given: Namespace) -> int:
    with _trainable():
        from townline.training.evaluation import command as evaluation  # noqa: PLC0415 -- others need not load numpy
    return evaluation.command(given)


def _duplicates_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="lines {id, text, time, lat, lon, duplicate_of}")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--days", type=float, help="rank only lines of so many days before")
    parser.add_argument(
        "--read",
        choices=["auto", "yes", "no"],
        default="auto",
        help="read the texts (sense and service) as well; auto: up to 5,000 different ones",
    )


def _duplicates(given: Namespace) -> int:
    with _trainable():
        from townline.training import duplicates_report  # noqa: PLC0415 -- others need not load it
    from townline.platform.triage.places_command import locating  # noqa: PLC0415 -- others need no places

    return duplicates_report.command(given, locating)


def _train_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help="train and compare, but keep the current model"
    )


def _train(given: Namespace) -> int:
    with _trainable():
        from townline.training import command as training  # noqa: PLC0415 -- others need not load it
    return training.command(given)


def _models(given: Namespace) -> int:
    from townline.platform.triage import models_command  # noqa: PLC0415 -- others need not load numpy

    return models_command.list_models(given)


def _rollback_options(parser: ArgumentParser) -> None:
    parser.add_argument("version", nargs="?", help="one of `models`; if left out, the one before")


def _rollback(given: Namespace) -> int:
    from townline.platform.triage import models_command  # noqa: PLC0415 -- others need not load numpy

    return models_command.rollback(given)


@contextmanager
def _trainable() -> Iterator[None]:
    """Raise CannotStart where an installation was made without the folder ``townline/training``."""
    try:
        yield
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("townline.training"):
            raise
        raise CannotStart(
            "this installation has no townline/training, which trains and measures the reader; "
            "texts are classified without it"
        ) from error
