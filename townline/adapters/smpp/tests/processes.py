"""Starts the process ``texts`` as the supervisor does."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from urllib.parse import quote

from django.db import connection

PATIENCE = 60


def database_url() -> str:
    """Write where this test run's database is, as an address."""
    params = connection.settings_dict
    host, port = quote(str(params["HOST"]), safe=""), params["PORT"]
    secret = quote(str(params["PASSWORD"]), safe="")
    user, name = quote(str(params["USER"]), safe=""), params["NAME"]
    return f"postgresql://{user}:{secret}@{host}{f':{port}' if port else ''}/{name}"


@contextlib.asynccontextmanager
async def texts(url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the process; what is still alive at the end of the test is killed, by its own id."""
    places = {"TOWNLINE_DATABASE_URL": database_url(), "TOWNLINE_SMPP_URL": url}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "townline", "process", "texts"),
        env={**os.environ, **places},
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def final_output(process: asyncio.subprocess.Process) -> str:
    """Wait for the end and give what the process wrote."""
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate()
    return (out + err).decode()
