"""One request of a dialog and its final response, with the trunk's challenge answered."""

import asyncio
from collections.abc import Callable

from townline.adapters.sip.stack.legs.dialog import Dialog, Lines
from townline.adapters.sip.stack.legs.stack import Stack
from townline.adapters.sip.stack.messages.grammar import GrammarError
from townline.adapters.sip.stack.messages.values import Request, Response
from townline.adapters.sip.stack.trunks import digest
from townline.adapters.sip.stack.trunks.address import Trunk

CHALLENGES = frozenset({401, 407})


class Exchange:
    """Sends requests of one dialog. ``trunk`` gives what its challenges are answered with."""

    def __init__(self, stack: Stack, dialog: Dialog, trunk: Trunk) -> None:
        self._stack, self._dialog, self._trunk = stack, dialog, trunk
        self._acks: dict[int, bytes] = {}

    async def ask(self, method: str, lines: Lines, body: bytes = b"") -> Response | None:
        """Send and wait; None if nobody answers or the far end cannot be found."""
        request = self._dialog.request(method, lines, body)
        response = await self._sent(request)
        if response is None or response.status not in CHALLENGES:
            return response
        trunk = self._trunk
        answer = digest.answer(response, method, request.uri, trunk.user, trunk.password)
        if answer is None:
            return response
        return await self._sent(self._dialog.request(method, [*lines, answer], body))

    async def _sent(self, request: Request) -> Response | None:
        future: asyncio.Future[Response | None] = asyncio.get_running_loop().create_future()
        try:
            hop = await self._dialog.next_hop(self._stack.carrier.connected(self._dialog.hop))
        except (OSError, GrammarError):
            return None
        self._stack.transactions.request(
            request,
            hop,
            on_response=self._teller(request, future),
            failed=lambda: _settle(future, None),
        )
        return await future

    def _teller(
        self, request: Request, future: asyncio.Future[Response | None]
    ) -> Callable[[Response], None]:
        def on_response(response: Response) -> None:
            if response.provisional:
                return
            if request.method == "INVITE" and response.accepted:
                # Each copy of a 2xx is acknowledged: ours may have been lost.
                self._stack.spawn(self.acknowledge(request))
            _settle(future, response)

        return on_response

    async def acknowledge(self, invite: Request) -> None:
        """Send the ACK of a 2xx (§13.2.2.4), the same one for each copy of it."""
        number = invite.cseq[0]
        if number not in self._acks:
            credentials = [line for line in invite.headers if line[0].endswith("authorization")]
            self._acks = {number: bytes(self._dialog.numbered("ACK", number, credentials))}
        try:
            hop = await self._dialog.next_hop(self._stack.carrier.connected(self._dialog.hop))
        except (OSError, GrammarError):
            return
        self._stack.carrier.send(self._acks[number], hop)


def _settle(future: asyncio.Future[Response | None], response: Response | None) -> None:
    if not future.done():
        future.set_result(response)
