"""What the handlers read from a request."""

from typing import cast
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from townline.adapters.simulator import words
from townline.adapters.simulator.pages import Pages
from townline.adapters.simulator.residents import Language

COOKIE = "handset_language"
LONGEST = 10_000
_OCTETS = 200_000


async def form(request: Request) -> dict[str, str]:
    """Read an urlencoded form. Line ends become single, as a phone sends them."""
    pairs = parse_qsl((await octets(request)).decode("utf-8", "replace"), keep_blank_values=True)
    return {name: value.replace("\r\n", "\n") for name, value in pairs}


async def octets(request: Request) -> bytes:
    """Read a body. Raises 413 for one longer than any text can be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _OCTETS:
            raise HTTPException(413)
    return bytes(body)


def language(request: Request) -> Language:
    """Give the language this browser reads."""
    accepted = request.headers.get("accept-language", "")
    return words.language(request.cookies.get(COOKIE), accepted)


def pages(request: Request) -> Pages:
    """Give the writer of pages that this application was made with."""
    return cast("Pages", request.app.state.pages)
