"""Finds the transaction of each message (RFC 3261 §17.1.3, §17.2.3)."""

from collections.abc import Callable
from typing import Final

from townline.adapters.sip.stack.messages.values import Message, Request, Response
from townline.adapters.sip.stack.timing import Timing
from townline.adapters.sip.stack.transactions.client import ClientTransaction
from townline.adapters.sip.stack.transactions.server import Key, ServerTransaction
from townline.adapters.sip.stack.transport import hops
from townline.adapters.sip.stack.transport.hops import Hop

_COOKIE: Final = "z9hG4bK"


class Transactions:
    """``asked(transaction, request)`` for each new request; ``acked(request)`` for ACKs of 2xx."""

    def __init__(
        self,
        *,
        send: Callable[[bytes, Hop], None],
        timing: Timing,
        on_request: Callable[[ServerTransaction, Request, Hop], None],
        acked: Callable[[Request], None],
    ) -> None:
        self._send, self._timing, self._on_request, self._acked = send, timing, on_request, acked
        self._clients: dict[tuple[str, str], ClientTransaction] = {}
        self._servers: dict[Key, ServerTransaction] = {}

    def __len__(self) -> int:
        return len(self._clients) + len(self._servers)

    def request(
        self,
        request: Request,
        hop: Hop,
        *,
        on_response: Callable[[Response], None],
        failed: Callable[[], None],
    ) -> ClientTransaction:
        """Send a request until it is answered."""
        transaction = ClientTransaction(
            request,
            hop,
            send=self._send,
            timing=self._timing,
            on_response=on_response,
            failed=failed,
            over=self._client_over,
        )
        self._clients[transaction.branch, request.method] = transaction
        transaction.start()
        return transaction

    def received(self, message: Message, source: Hop) -> None:
        """Take a well-formed message."""
        if isinstance(message, Response):
            client = self._clients.get((message.via.branch, message.cseq[1]))
            # A response without a transaction is late, or forged: nobody waits for it.
            if client is not None:
                client.received(message)
            return
        self._request(message, source)

    def _request(self, request: Request, source: Hop) -> None:
        key = _key(request, request.method)
        server = self._servers.get(key)
        if request.method == "ACK":
            self._ack(request, server)
        elif server is not None:
            server.again()
        else:
            self._begin(request, source, key)

    def _ack(self, request: Request, server: ServerTransaction | None) -> None:
        # One of a 2xx has a branch of its own and belongs to the dialog.
        if server is None or server.request.via.branch != request.via.branch:
            self._acked(request)
        else:
            server.acknowledged()

    def _begin(self, request: Request, source: Hop, key: Key) -> None:
        server = ServerTransaction(
            request,
            hops.back(request.via, source),
            key=key,
            send=self._send,
            timing=self._timing,
            over=self._server_over,
        )
        self._servers[key] = server
        self._on_request(server, request, source)

    def invite_of(self, cancel: Request) -> ServerTransaction | None:
        """Find what a CANCEL takes back."""
        return self._servers.get(_key(cancel, "INVITE"))

    def lost(self, hop: Hop) -> None:
        """A connection is gone: what waits for a response on it fails at once."""
        for client in [each for each in self._clients.values() if each.hop == hop]:
            client.give_up()

    def stop(self) -> None:
        """Forget everything."""
        for client in list(self._clients.values()):
            client.stop()
        for server in list(self._servers.values()):
            server.stop()

    def _client_over(self, client: ClientTransaction) -> None:
        self._clients.pop((client.branch, client.request.method), None)

    def _server_over(self, server: ServerTransaction) -> None:
        self._servers.pop(server.key, None)


def _key(request: Request, method: str) -> Key:
    via = request.via
    kind = "INVITE" if method in {"INVITE", "ACK"} else method
    if via.branch.startswith(_COOKIE):
        return (via.branch, f"{via.host}:{via.port}".lower(), kind)
    # Senders of RFC 2543 have no branch that tells (§17.2.3).
    number = request.cseq[0]
    return (f"{request.call_id} {request.from_.tag} {number}", str(via), kind)
