"""Starts the process ``calls`` as the supervisor does."""

import asyncio
import contextlib
import os
import sys
from urllib.parse import quote

from django.db import connection

from townline.adapters.sip.tests import sipp

PATIENCE = 60  # the first start speaks all prompts


def database_url():
    """Write where this test run's database is, as an address."""
    params = connection.settings_dict
    host, port = quote(str(params["HOST"]), safe=""), params["PORT"]
    secret = quote(str(params["PASSWORD"]), safe="")
    user, name = quote(str(params["USER"]), safe=""), params["NAME"]
    return f"postgresql://{user}:{secret}@{host}{f':{port}' if port else ''}/{name}"


class Worker:
    """One process with a place of its own."""

    def __init__(self, process, place):
        self.process, self.place = process, place
        self.lines, self._printed, self._over = [], asyncio.Condition(), False
        self._reading = asyncio.create_task(self._read())

    async def _read(self):
        async for line in self.process.stderr:
            async with self._printed:
                self.lines.append(line.decode())
                self._printed.notify_all()
        async with self._printed:
            self._over = True
            self._printed.notify_all()

    async def wait_for(self, words):
        async with asyncio.timeout(PATIENCE), self._printed:
            await self._printed.wait_for(lambda: self._over or any(words in x for x in self.lines))
        assert any(words in line for line in self.lines), "".join(self.lines)

    async def ended(self):
        async with asyncio.timeout(PATIENCE):
            await self.process.wait()
            await self._reading
        return self.process.returncode, "".join(self.lines)


@contextlib.asynccontextmanager
async def worker(trunks, rtpengine_port, *, listen=None, **more):
    """Run ``calls``; what is still alive at the end of the test is killed, by its own id."""
    place = f"127.0.0.1:{sipp.free_port('127.0.0.1')}"
    named = {
        "TOWNLINE_DATABASE_URL": database_url(),
        "TOWNLINE_SIP_LISTEN": f"udp:{place}" if listen is None else listen,
        "TOWNLINE_SIP_TRUNKS": trunks,
        "TOWNLINE_RTPENGINE": f"127.0.0.1:{rtpengine_port}",
        **more,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "townline", "process", "calls"),
        env={**os.environ, **named},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    found = Worker(process, place)
    try:
        yield found
    except BaseException as error:
        error.add_note("".join(found.lines))
        raise
    finally:
        if process.returncode is None:
            process.kill()
        await found.ended()
