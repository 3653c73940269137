"""What ``townline search reindex`` does: the index of words compared with all texts, and made."""

import os
from argparse import ArgumentParser, Namespace

from townline.platform.core.commands import CannotStart, ready, write_line
from townline.platform.core.sockets import socket_folder
from townline.platform.postgres import environment

_STEP = 2_000


def options(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("action", choices=["reindex"])
    parser.add_argument(
        "--all", action="store_true", help="index every text again, not only new ones"
    )


def command(given: Namespace) -> int:
    """Mend the index, and take apart what waits; killed and begun again, it goes on."""
    # That of `townline run` with the same home, unless another one is named.
    usual = socket_folder(environment.use_home(given.home)) / "language.sock"
    os.environ.setdefault("TOWNLINE_LANGUAGE_SOCKET", str(usual))
    with ready(given):
        from townline.casework.search import api as search  # noqa: PLC0415 -- needs Django to be ready

        write_line(f"{search.search_mend():,} texts, answers, notes and titles are in the index")
        if given.all:
            search.search_again()
        total, done = search.search_waiting(), 0
        while True:
            step = search.search_index_run(limit=_STEP)
            if not step.done:
                break
            done += step.done
            write_line(f"{done:,} of {max(total, done):,}")
        if step.left and not step.full:
            raise CannotStart(
                "no language process answers, so that words are found as they stand only: "
                "run this again while `townline run` or `townline process language` is at work"
            )
        write_line("the index is whole")
    return 0
