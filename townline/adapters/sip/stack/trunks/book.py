"""The trunks of a process: which address is whose, and which is tried first."""

import asyncio
import logging
from typing import Final

from townline.adapters.sip.stack.timing import Timing
from townline.adapters.sip.stack.transport import hops
from townline.adapters.sip.stack.transport.hops import Hop
from townline.adapters.sip.stack.trunks.address import Trunk

log: Final = logging.getLogger(__name__)
_LOOK_UP: Final = 60.0  # seconds between look-ups of names


class Book:
    """Trunks in the order they are configured."""

    def __init__(self, trunks: list[Trunk], timing: Timing) -> None:
        self._trunks, self._timing = trunks, timing
        self._addresses: dict[str, list[str]] = {}
        self._failed: dict[str, float] = {}

    async def look_up(self) -> None:
        """Find the addresses of all trunks; one that cannot be found keeps those it had."""
        for trunk in self._trunks:
            try:
                self._addresses[trunk.name] = await hops.addresses(trunk.host)
            except OSError:
                log.warning("the host of %s cannot be looked up", trunk.name)

    async def keep_up(self) -> None:
        """Look names up again and again."""
        while True:
            await asyncio.sleep(_LOOK_UP)
            await self.look_up()

    def whose(self, source: Hop) -> Trunk | None:
        """Find the trunk that an address belongs to.

        The port is not asked: networks send from other ports than they listen at.
        """
        mine = [t for t in self._trunks if source.host in self._addresses.get(t.name, ())]
        exact = [t for t in mine if t.port == source.port and t.transport == source.transport]
        same = [t for t in mine if t.transport == source.transport]
        # A trunk that is to be spoken to by TLS is not to be played by somebody in the clear.
        open_to = [t for t in mine if t.transport != "tls"]
        return next(iter([*exact, *same, *open_to]), None)

    def named(self, name: str) -> Trunk | None:
        """Find a trunk by its name."""
        return next((trunk for trunk in self._trunks if trunk.name == name), None)

    def knows(self, host: str) -> bool:
        """Say whether an address is a trunk's."""
        return any(host in known for known in self._addresses.values())

    def in_order(self) -> list[tuple[Trunk, Hop]]:
        """Give where a call may go, first to last: those that failed lately come last.

        Who only delivers calls is not told an owner's number, whatever has failed.
        """
        now = asyncio.get_running_loop().time()
        rested = {name for name, until in self._failed.items() if until > now}
        known = [t for t in self._trunks if t.dial and self._addresses.get(t.name)]
        known.sort(key=lambda trunk: trunk.name in rested)
        return [(trunk, self._hop(trunk)) for trunk in known]

    def _hop(self, trunk: Trunk) -> Hop:
        address = self._addresses[trunk.name][0]
        return Hop(trunk.transport, address, trunk.port, trunk.host)

    def failed(self, trunk: Trunk) -> None:
        """Let a trunk rest."""
        log.warning("%s does not take calls; the next is tried", trunk.name)
        until = asyncio.get_running_loop().time() + self._timing.trunk_rest
        self._failed[trunk.name] = until

    def well(self, trunk: Trunk) -> None:
        """Put a trunk back in its place."""
        self._failed.pop(trunk.name, None)
