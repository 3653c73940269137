"""Photos of a report: put into the media store when they come, and named by a signature then.

A page that comes back cannot hold a file, so its form carries the names of those that are there.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext

from townline.adapters.web_form.inputs import PHOTOS
from townline.adapters.web_form.refusals import ReportRefused
from townline.platform.core import media
from townline.platform.core.inspecting.kinds import FileKind, kind_of
from townline.platform.core.media import MediaRef

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

_SALT = "townline.web-form.photos"
_LIFE = 6 * 3600  # seconds; the store keeps a file without a row longer
_MEGABYTE = 1_000_000


def photos_stored(signed: str) -> tuple[MediaRef, ...]:
    """Give the photos that came before; none where the names are not ours or too old."""
    try:
        names = signing.loads(signed, salt=_SALT, max_age=_LIFE) if signed else []
    except signing.BadSignature:
        return ()
    return tuple(MediaRef(sha256=sha256, size=size) for sha256, size in names)


def photos_sign(photos: Sequence[MediaRef]) -> str:
    """Name photos for the form, "" for none."""
    names = [(photo.sha256, photo.size) for photo in photos]
    return signing.dumps(names, salt=_SALT) if names else ""


def photos_add(
    before: Sequence[MediaRef], files: Sequence["UploadedFile[bytes]"]
) -> tuple[MediaRef, ...]:
    """Store further photos. Raises ReportRefused; an error of the disk goes through."""
    chosen = [file for file in files if file.size]
    if len(before) + len(chosen) > PHOTOS:
        words = gettext("사진은 %(n)s장까지 보낼 수 있습니다.") % {"n": PHOTOS}
        raise ReportRefused("photos", words)
    if any((file.size or 0) > settings.TOWNLINE_PHOTO_BYTES for file in chosen):
        most = settings.TOWNLINE_PHOTO_BYTES // _MEGABYTE
        words = gettext("사진 한 장은 %(n)sMB까지 보낼 수 있습니다.") % {"n": most}
        raise ReportRefused("photos", words, 413)
    if not all(map(_is_photo, chosen)):
        raise ReportRefused("photos", gettext("사진 파일만 보낼 수 있습니다."))
    found = {photo.sha256: photo for photo in before}
    for file in chosen:
        stored = media.keep(file.read())
        found[stored.sha256] = stored
    return tuple(found.values())


def _is_photo(file: "UploadedFile[bytes]") -> bool:
    """Look at how the file begins: its name and its announced type are the sender's words."""
    kind = kind_of(file.read(64))
    file.seek(0)
    return kind not in {FileKind.OTHER, FileKind.MP4}
