import asyncio
import contextlib

from townline.adapters.simulator.network.exchange import Exchange
from townline.adapters.simulator.smpp.session import Credentials, NetworkSession

_TICK = 5.0
_GOODBYE = 1.0


class Switchboard:
    """Accepts the line's connections and looks after them."""

    def __init__(self, exchange: Exchange, credentials: Credentials) -> None:
        self._exchange, self._credentials = exchange, credentials
        self._sessions: set[NetworkSession] = set()
        self._server: asyncio.Server | None = None
        self._ticker: asyncio.Task[None] | None = None

    async def open(self, host: str, port: int) -> None:
        """Listen. Raises OSError when the port is taken."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._session, host, port)
        self._ticker = asyncio.create_task(self._tick())

    async def close(self) -> None:
        """Take no more connections, say goodbye on each, and close those that do not answer."""
        if self._server is None or self._ticker is None:
            return
        self._ticker.cancel()
        self._server.close()
        for session in self._open():
            session.leave()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._server.wait_closed(), _GOODBYE)
        for session in self._open():
            session.cut()

    def _session(self) -> NetworkSession:
        session = NetworkSession(self._exchange, self._credentials)
        self._sessions.add(session)
        return session

    def _open(self) -> list[NetworkSession]:
        self._sessions = {session for session in self._sessions if not session.closed}
        return list(self._sessions)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK)
            for session in self._open():
                session.tick()
