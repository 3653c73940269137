"""How ``townline deploy-config`` is called."""

from argparse import Namespace
from pathlib import Path

from townline.platform.core.commands import Add
from townline.platform.core.paths import ROOT
from townline.platform.postgres.config_files import FOLDER


def add_to(add: Add) -> None:
    """Add the command to the command line."""
    made = add("deploy-config", "write systemd units and an nginx configuration", _write)
    made.add_argument("--host", required=True, help="host name of the pages, like text.example.org")
    made.add_argument("--out", required=True, type=Path, help="folder for the files")
    made.add_argument("--root", type=Path, default=ROOT, help="path of this checkout on the server")
    made.add_argument("--user", default="townline", help="account of the processes (townline)")
    made.add_argument("--port", type=int, default=8000, help="port on this machine (8000)")
    made.add_argument("--listen", help="address that nginx listens on (all of IPv4 and IPv6)")
    made.add_argument("--http-port", type=int, default=80, help="nginx's port that redirects (80)")
    made.add_argument("--https-port", type=int, default=443, help="nginx's port of the pages (443)")
    made.add_argument(
        "--cert", type=Path, help="certificate chain (by default Let's Encrypt's path)"
    )
    made.add_argument("--cert-key", type=Path, help="its key (by default Let's Encrypt's path)")
    made.add_argument("--log-dir", type=Path, default=Path("/var/log/nginx"), help="nginx's logs")
    made.add_argument(
        "--cache-dir", type=Path, default=Path("/var/lib/nginx/townline"), help="nginx's cache"
    )
    made.add_argument("--backups", type=Path, default=Path("/var/backups/townline"))
    made.add_argument("--district", help="schema of the district (TOWNLINE_DISTRICT, handeul)")
    made.add_argument(
        "--config-dir", type=Path, default=FOLDER, help=f"folder of its variables ({FOLDER})"
    )
    made.add_argument(
        "--count",
        action="append",
        default=[],
        metavar="NAME=N",
        help="how many of a process: web, live or worker (1 of each); may be repeated",
    )
    made.add_argument("--single", action="store_true", help="one unit, with an embedded database")


def _write(options: Namespace) -> int:
    from townline.platform.processes.deploy import command  # noqa: PLC0415 -- others need not load it

    return command.deploy_config(options)
