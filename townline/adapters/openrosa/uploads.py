"""The parts of a submission, streamed to the disk."""

from pathlib import Path
from typing import IO, Any, Final, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext

from townline.adapters.openrosa.door import ACCEPTED_BYTES, OpenRosaError
from townline.prevention.surveys.api import ReceivedFile

XML_PART: Final = "xml_submission_file"
_XML_BYTES: Final = 2_000_000
_END: Final = 400  # bytes; a boundary has at most 70
_ALLOWANCE: Final = 3_000_000  # for the answers, and what lies between the parts
_MOST: Final = ACCEPTED_BYTES + _ALLOWANCE


class _Limited(TemporaryFileUploadHandler):
    """Writes each file to the disk as it comes, and stops at one that is too large."""

    too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        most = _XML_BYTES if self.field_name == XML_PART else settings.TOWNLINE_PHOTO_BYTES
        if start + len(raw_data) > most:
            self.too_large = True
            # The rest is read and let go: a phone that still sends hears no answer.
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)
        return None


class _Watched:
    """A body that is remembered by its end: where the last boundary is missing it is not whole.

    Of one in chunks nobody knows the length before: it ends after ``_MOST`` bytes, too large.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._end, self._length = stream, b"", 0

    def read(self, *size: int) -> bytes:
        return self._seen(self._stream.read(*size))

    def readline(self, *size: int) -> bytes:
        return self._seen(self._stream.readline(*size))

    @property
    def too_large(self) -> bool:
        return self._length > _MOST

    def _seen(self, data: bytes) -> bytes:
        self._length += len(data)
        if self.too_large:
            return b""
        self._end = (self._end + data)[-_END:]
        return data

    def whole(self, request: HttpRequest) -> bool:
        """Say whether it came to its end."""
        boundary = str((request.content_params or {}).get("boundary", "")).strip('"')
        return bool(boundary) and f"--{boundary}--".encode() in self._end


class Parts:
    """``xml`` as it came, its files, and whether more of them follow."""

    def __init__(self, request: HttpRequest) -> None:
        _check_length(request)
        fields, files = _parse_parts(request)
        if XML_PART not in files:
            raise OpenRosaError(400, gettext("조사 내용(xml_submission_file)이 없습니다."))
        self.xml: bytes = files[XML_PART].read()
        self.incomplete = fields.get("*isIncomplete*", "").lower() == "yes"
        self.files = [
            _sent_file(file, fields)
            for name, several in files.lists()
            if name != XML_PART
            for file in several
        ]


def _check_length(request: HttpRequest) -> None:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not _is_chunked(request) and length.isdigit() and int(length) > _MOST:
        raise OpenRosaError(413, _large())
    if request.content_type != "multipart/form-data":
        raise OpenRosaError(400, gettext("조사 내용이 온전하지 않습니다. 다시 보내 주세요."))


def _is_chunked(request: HttpRequest) -> bool:
    """Say whether the body comes in chunks, as some proxies pass it on (RFC 9112, 7.1)."""
    return "Transfer-Encoding" in request.headers


def _stream(request: HttpRequest) -> IO[bytes]:
    """Give the body to read. Django reads none without a length; the server below it does."""
    if not _is_chunked(request):
        return request._stream
    request.META["CONTENT_LENGTH"] = str(_MOST)
    return cast("IO[bytes]", request.META["wsgi.input"])


def _large() -> str:
    most = {"most": settings.TOWNLINE_PHOTO_BYTES // 1_000_000}
    return (
        gettext("사진은 한 장에 %(most)s MB까지 보낼 수 있습니다. 줄여서 다시 보내 주세요.") % most
    )


def _parse_parts(request: HttpRequest) -> tuple[Any, Any]:
    handler = _Limited(request)
    request.upload_handlers = [handler]
    watched = _Watched(_stream(request))
    request._stream = watched  # type: ignore[assignment]  # read by Django alone
    try:
        fields, files = request.POST, request.FILES
    except (MultiPartParserError, SuspiciousOperation, RequestDataTooBig, OSError) as error:
        if watched.too_large:
            raise OpenRosaError(413, _large()) from error
        raise OpenRosaError(
            400, gettext("조사 내용이 온전하지 않습니다. 다시 보내 주세요.")
        ) from error
    if handler.too_large or watched.too_large:
        raise OpenRosaError(413, _large())
    if not watched.whole(request):
        # Django takes what a broken connection left for a whole file.
        raise OpenRosaError(400, gettext("조사 내용이 온전하지 않습니다. 다시 보내 주세요."))
    return fields, files


def _sent_file(file: Any, fields: Any) -> ReceivedFile:  # noqa: ANN401 -- as Django's stubs have it
    name = file.name or ""
    sums = [str(fields.get(f"{kind}:{name}", "")).lower() for kind in ("md5", "sha256")]
    return ReceivedFile(
        name=name,
        path=Path(file.temporary_file_path()),
        content_type=file.content_type or "",
        sums=[each for each in sums if each],
    )
