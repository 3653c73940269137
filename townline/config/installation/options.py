"""How ``townline init`` is called."""

from argparse import Namespace
from pathlib import Path

from townline.platform.core.commands import Add
from townline.platform.core.paths import ROOT


def add_to(add: Add) -> None:
    """Add the command to the command line."""
    made = add("init", "make an installation, or go on where it stopped", _init)
    made.add_argument("--host", help="host name of the pages, like text.example.org")
    made.add_argument("--district", help="schema of the district (handeul)")
    made.add_argument(
        "--district-from",
        metavar="FOLDER",
        help="folder of the district's data, or demo for a copy of the invented one",
    )
    where = made.add_mutually_exclusive_group()
    where.add_argument(
        "--admin-database",
        metavar="URL",
        help="a PostgreSQL server, as its administrator: postgresql://postgres:PASSWORD@HOST; "
        "used once to make role and database and not stored; local: this machine's server; "
        "- reads the URL from standard input",
    )
    where.add_argument("--database-url", help="a database that is there, with role and password")
    where.add_argument("--embedded", action="store_true", help="the home's own database")
    made.add_argument("--administrator", help="username of the first administrator (admin)")
    made.add_argument("--smpp", metavar="URL", help="carrier connection, smpp://ID:PASSWORD@HOST")
    made.add_argument("--line-number", help="the number that residents text")
    made.add_argument("--cert", type=Path, help="certificate chain (Let's Encrypt's path)")
    made.add_argument("--cert-key", type=Path, help="its key (Let's Encrypt's path)")
    made.add_argument("--backups", type=Path, help="folder for backups (/var/backups/townline)")
    made.add_argument("--user", help="account of the processes (townline)")
    made.add_argument("--port", type=int, help="port on this machine (8000)")
    made.add_argument("--root", type=Path, default=ROOT, help="path of the program")
    made.add_argument(
        "--systemd-dir", type=Path, default=Path("/etc/systemd/system"), help="place of the units"
    )
    made.add_argument(
        "--nginx-dir", type=Path, default=Path("/etc/nginx/conf.d"), help="place of nginx's site"
    )
    made.add_argument("--https-port", type=int, default=443, help="nginx's port of the pages (443)")
    made.add_argument("--http-port", type=int, default=80, help="nginx's port that redirects (80)")


def _init(options: Namespace) -> int:
    from townline.config.installation import command  # noqa: PLC0415 -- others need not load it

    return command.init(options)
