"""A PostgreSQL of one's own for one comparison: Debian's programs, thrown away at the end."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.compare import census, checkout


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise SystemExit("compare: apt-get install postgresql-17, without a cluster (make test)")
    return found[-1].parent


def _account() -> dict[str, Any]:
    """PostgreSQL does not run as root."""
    if os.geteuid():
        return {}
    who = pwd.getpwnam("postgres")
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": ()}


@contextmanager
def server(folder: Path, clock: dict[str, str]) -> Iterator[str]:
    """Have an empty database until the block's end; give its URL."""
    data, port, account = folder / "data", checkout.free_port(), _account()
    folder.mkdir(mode=0o755)
    if account:
        os.chown(folder, account["user"], account["group"])
    words = [
        str(_programs() / "initdb"),
        "-D",
        str(data),
        "-U",
        "townline",
        "-A",
        "trust",
        "-E",
        "UTF8",
    ]
    words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, **account)  # noqa: S603 -- as above
    options = [
        f"-cport={port}",
        "-clisten_addresses=127.0.0.1",
        f"-cunix_socket_directories={folder}",
    ]
    options += ["-cfsync=off", "-cmax_connections=200"]
    process = subprocess.Popen(  # noqa: S603 -- Debian's own program
        [str(_programs() / "postgres"), "-D", str(data), *options],
        env=os.environ | clock,
        stderr=(folder.parent / "postgres.log").open("w"),
        **account,
    )
    try:
        with census.connect(f"postgresql://townline@127.0.0.1:{port}/postgres") as link:
            link.execute("CREATE DATABASE townline")
        yield f"postgresql://townline@127.0.0.1:{port}/townline"
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(data)
