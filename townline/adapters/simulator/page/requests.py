"""What the handlers read from a request."""

from dataclasses import dataclass, field
from typing import cast
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from townline.adapters.simulator.page import multipart, words
from townline.adapters.simulator.page.pages import Pages
from townline.adapters.simulator.page.residents import Language
from townline.adapters.simulator.photo_calls import photos
from townline.adapters.simulator.photo_calls.photos import FormProblem, Photo

COOKIE = "handset_language"
LONGEST = 10_000
_OCTETS = 200_000
# Read to the end and thrown away, so that the browser hears what is wrong with its files.
_READ_ON = 300_000_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A form that may carry photos; ``problem``: it was more than is kept."""

    fields: dict[str, str]
    photos: list[Photo] = field(default_factory=list)
    problem: FormProblem | None = None


async def upload(request: Request) -> Upload:
    """Read a form with photos, or one without. Of one that is too large the words are kept."""
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        return Upload(await form(request))
    body, whole = await _read_limited(request, photos.TOGETHER + _OCTETS)
    read = multipart.read(kind, body)
    fields = {name: value.replace("\r\n", "\n") for name, value in read.fields.items()}
    if not whole:
        return Upload(fields, problem=FormProblem("problem_together", "photos"))
    return Upload(fields, [photos.read(name, data) for name, data in read.files])


async def _read_limited(request: Request, most: int) -> tuple[bytes, bool]:
    """Read a body, of which at most ``most`` octets are kept; say whether that is all of it."""
    body, length = bytearray(), 0
    async for chunk in request.stream():
        length += len(chunk)
        body += chunk[: max(0, most - len(body))]
        if length > _READ_ON:
            raise HTTPException(413)
    return bytes(body), length == len(body)


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
