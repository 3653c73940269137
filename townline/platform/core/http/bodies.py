"""Bodies of requests that are refused: read to their end, so that the client reads the answer."""

from contextlib import suppress

from django.http import HttpRequest, UnreadablePostError

_CHUNK = 1 << 16
# What nginx takes (deploy-config); whoever sends more loses the connection.
_MOST = 80_000_000


def drain(request: HttpRequest) -> None:
    """Read and drop what was not read yet of a body, with a length or in chunks."""
    left = _MOST
    # Django reads no body in chunks; the server below it does.
    chunked = "Transfer-Encoding" in request.headers
    stream = request.META.get("wsgi.input") if chunked else request
    with suppress(UnreadablePostError, OSError):
        while stream is not None and left > 0 and (data := stream.read(_CHUNK)):
            left -= len(data)
