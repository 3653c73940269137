"""Files of photos, served so that they can only be looked at, and by nobody later."""

from typing import Protocol

from django.http import HttpResponse

from townline.platform.core import media

# Styles: a browser dresses a picture that is opened by itself with styles of its own.
_POLICY = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
_BY_COPY = {"small": "thumbnail", "view": "view", "original": "sha256"}


class File(Protocol):
    """A photo with its copies, by the names of their content."""

    @property
    def sha256(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def moves(self) -> bool: ...
    @property
    def view(self) -> str: ...
    @property
    def thumbnail(self) -> str: ...


def photo_response(found: File, copy: str) -> HttpResponse | None:
    """Give ``small``, ``view`` or ``original`` of a photo; None where that is not kept."""
    name = getattr(found, _BY_COPY.get(copy, ""), "")
    if not name:
        return None
    try:
        data = media.read(name)
    except media.MediaNotFound:
        return None
    return _safe_response(data, _type(found, copy), copy, found.sha256)


def _type(found: File, copy: str) -> str:
    if copy == "original":
        return "application/octet-stream"  # never anything that a browser would open
    if copy == "small":
        return "image/jpeg"
    if found.kind == "mp4":
        return "video/mp4"
    return "image/webp" if found.moves else "image/jpeg"


def _safe_response(data: bytes, content_type: str, copy: str, sha256: str) -> HttpResponse:
    """Serve bytes of a stranger so that they can only be looked at, and by nobody later."""
    response = HttpResponse(data, content_type=content_type)
    disposition = f'attachment; filename="{sha256[:12]}"' if copy == "original" else "inline"
    response.headers["Content-Disposition"] = disposition
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Encoding"] = "identity"  # nothing to be won by packing it again
    return response
