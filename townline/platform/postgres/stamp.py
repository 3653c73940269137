"""Remembers in the database what it was prepared with, so that most starts need not look.

The stamp is a comment on the district's schema: it travels with the data, not with the home.
"""

import hashlib
import os
from pathlib import Path

import psycopg
from psycopg import sql

from townline.platform.core.paths import ROOT


def _sources() -> list[Path]:
    """List what decides how a database looks: our migrations, other packages' and these steps."""
    own = ROOT / "townline"
    return [
        *sorted(own.glob("**/migrations/*.py")),
        ROOT / "requirements" / "run.txt",
        own / "config" / "prepare.py",
        own / "platform" / "processes" / "preparing.py",
    ]


def present() -> str:
    """Work out the stamp a database prepared by this version would carry."""
    wanted = (os.environ.get(name, "") for name in ("TOWNLINE_DEMO", "TOWNLINE_SAMPLE"))
    digest = hashlib.sha256(" ".join(wanted).encode())
    # With other keys the database must be looked at again: it may not be theirs.
    digest.update(Path(os.environ["TOWNLINE_KEYS_FILE"]).read_bytes())
    for path in _sources():
        digest.update(path.name.encode() + path.read_bytes())
    return f"townline {digest.hexdigest()[:24]}"


def _schema() -> str:
    return os.environ.get("TOWNLINE_DISTRICT", "handeul")


def is_current() -> bool:
    """Say whether the database was prepared by this version. Errors count as no."""
    query = "SELECT obj_description(to_regnamespace(%s), 'pg_namespace')"
    name = sql.Identifier(_schema()).as_string(None)
    try:
        with psycopg.connect(os.environ["TOWNLINE_DATABASE_URL"], connect_timeout=10) as link:
            found = link.execute(query, [name]).fetchone()
    except psycopg.Error:
        return False
    keys = Path(os.environ["TOWNLINE_KEYS_FILE"])
    return keys.exists() and found is not None and found[0] == present()


def put() -> None:
    """Mark the database as prepared."""
    order = sql.SQL("COMMENT ON SCHEMA {} IS {}")
    with psycopg.connect(os.environ["TOWNLINE_DATABASE_URL"], connect_timeout=10) as link:
        link.execute(order.format(sql.Identifier(_schema()), sql.Literal(present())))
