"""The command ``townline``. Refusals go to stderr in plain words, with exit code 2."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from townline.adapters.webhooks import commands as webhooks
from townline.casework.alarms import commands as alarms
from townline.casework.classification.commands import rules
from townline.casework.data_protection import commands as privacy
from townline.casework.deadlines import commands as clocks
from townline.casework.importing.files import command as importing
from townline.casework.search import commands as searching
from townline.config.command_line import (
    commands,
    config_command as config,
    database_command as databases,
    dispatcher_command as dispatcher,
    district_command as districts,
    map_commands as maps,
    staff_command as staff,
    triage_command as triage,
)
from townline.config.installation import options as installation
from townline.config.processes.children import CHILDREN
from townline.lines.queues import commands as queues
from townline.lines.safenumbers import commands as numbers
from townline.lines.safenumbers.number_desk import commands as calls
from townline.platform.backup import options as backup
from townline.platform.core import commands as commands_of_rooms, release
from townline.platform.core.commands import CannotStart
from townline.platform.core.error_context import working
from townline.platform.core.outgoing import alerts
from townline.platform.postgres import environment, run_as
from townline.platform.processes import children, keys_commands as keys
from townline.platform.processes.deploy import options as deploy
from townline.platform.triage.placing import command as placing
from townline.prevention.assets import commands as assets
from townline.prevention.hazards.exploration_planning import commands as hazards
from townline.prevention.incidents.surge import commands as surge
from townline.prevention.policy.insights import commands as figures
from townline.prevention.policy.themes import commands as themes
from townline.prevention.surveys.pages import commands as survey_pages
from townline.prevention.surveys.routes import commands as surveys
from townline.prevention.works.planning import commands as works_plans

Command = Callable[[argparse.Namespace], int]


def _alert(subject: str, body: str) -> bool:
    from townline.adapters.mail import alerts as by_mail  # noqa: PLC0415 -- seldom needed

    return by_mail.send_alert(subject, body)


commands_of_rooms.READY.fill(commands.ready)
children.CHILDREN.fill(CHILDREN)
alerts.SENDER.fill(_alert)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    options = parser().parse_args(arguments)
    command: Command = options.command
    try:
        with working(_work(options)):
            return command(options)
    except CannotStart as error:
        print(f"townline: {error}", file=sys.stderr)  # noqa: T201 -- a command answers on stderr
        return 2
    except PermissionError as error:
        print(f"townline: {_closed_message(error)}", file=sys.stderr)  # noqa: T201 -- the same
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; Python must not complain at its own end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _closed_message(error: PermissionError) -> str:
    who = run_as.account_name(os.geteuid())
    return (
        f"{error.filename} is closed to {who} ({error.strerror}): a command runs as the owner of "
        "its home, by root or by that account"
    )


def _work(options: argparse.Namespace) -> str:
    """Name the command and what it works on; its other arguments may hold numbers and names."""
    home = options.home or os.environ.get("TOWNLINE_HOME", environment.DEFAULT_HOME)
    return f"running townline {options.command_name} with the home {home}"


class _ShowVersion(argparse.Action):
    """Asks for the commit only when the version is wanted."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002 -- argparse calls it so
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        commands_of_rooms.write_line(f"townline {release.version()}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="townline", description="The line to the town hall.")
    whole.add_argument("--version", action=_ShowVersion, help="print the release and the commit")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--home", type=Path, help="folder of data, keys and sockets (TOWNLINE_HOME, ./var/home)"
    )
    commands_of = whole.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, words: str, command: Command) -> argparse.ArgumentParser:
        sub = commands_of.add_parser(name, help=words, description=words, parents=[common])
        sub.set_defaults(command=command, command_name=name)
        return sub

    _run_options(add("run", "start everything and keep it running", commands.run))
    process = add("process", "run one process, under a supervisor of your own", commands.process)
    process.add_argument("name")
    add("prepare", "create keys and tables", commands.prepare)
    add("migrate", "bring the database up to date", commands.migrate)
    installation.add_to(add)
    config.add_to(add)
    databases.add_to(add)
    districts.options(
        add("district", "district load|export FOLDER: a district's data", districts.command)
    )
    staff.options(add("staff", "staff add NAME: add a staff account", staff.command))
    token = add("token", "make an API token and print it", commands.token)
    token.add_argument("name", help="username of the person the token acts as")
    token.add_argument(
        "--scopes", required=True, help="separated by commas, for example cases:read"
    )
    token.add_argument(
        "--name", dest="label", default="server", help="its name in the history (server)"
    )
    keys.keys_options(
        add(
            "keys",
            "keys rotate: change the encryption keys, also while the program runs",
            keys.keys,
        )
    )
    backup.add_to(add)
    deploy.add_to(add)
    figures.add_to(add)
    hazards.add_to(add)
    assets.add_to(add)
    numbers.add_to(add)
    dispatcher.options(
        calls.add_to(add).add_parser(
            "dispatcher-config", help="write a Kamailio configuration for several workers"
        )
    )
    queues.add_to(add)
    alarms.add_to(add)
    webhooks.add_to(add)
    placing.add_to(add)
    maps.add_to(add)
    privacy.person_options(
        add(
            "person",
            "person export|erase NUMBER: answer a data request of one person",
            privacy.person,
        )
    )
    add(
        "retention", "delete data whose retention period is over, as every night", privacy.retention
    ).add_argument("--dry-run", action="store_true", help="only show what would be deleted")
    clocks.options(
        add(
            "clock",
            "clock evaluate FILE: compare a table of statutory deadlines with ours",
            clocks.command,
        )
    )
    importing.options(add("import-texts", "import the texts of an office phone", importing.command))
    searching.options(add("search", "search reindex: complete the search index", searching.command))
    rules.options(add("rules", "rules try: try the assignment rules on past cases", rules.command))
    triage.add_to(add)
    survey_pages.add_report(surveys.add_to(add))
    works_plans.add_to(add)
    themes.add_to(add)
    surge.add_to(add)
    add("doctor", "check this installation, as the person on duty would", commands.doctor)
    return whole


def _run_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="port of the pages (web.port, 8000)")
    parser.add_argument("--host", help="address to listen on (web.host, 127.0.0.1)")
    parser.add_argument(
        "--demo",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="with the invented district, its staff, cases and virtual handsets (on); without it "
        "pages answer 503 until a district is loaded",
    )
    # Units that were written earlier name it; --no-demo means it now.
    parser.add_argument("--no-district", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json-logs", action="store_true", help="one JSON object per event")
