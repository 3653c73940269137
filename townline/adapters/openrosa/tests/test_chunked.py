"""A proxy may pass a submission on in chunks, without its length: it is taken, up to the limit."""

import io

import pytest
from django.test import RequestFactory

from townline.adapters.openrosa import uploads
from townline.adapters.openrosa.door import ACCEPTED_BYTES, OpenRosaError
from townline.adapters.openrosa.uploads import Parts

XML = b"<data/>"


def body(files: dict[str, bytes], end: bytes = b"--x--\r\n") -> bytes:
    parts = [
        b'--x\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\n'
        b"Content-Type: application/octet-stream\r\n\r\n%s\r\n"
        % (name.encode(), name.encode(), data)
        for name, data in files.items()
    ]
    return b"".join(parts) + end


@pytest.fixture
def chunked():
    """Give what makes a request in chunks; its files are closed at the end, as by a server."""
    made = []
    yield lambda data: made.append(_request(data)) or made[-1]
    for request in made:
        request.close()


def _request(data: bytes):
    request = RequestFactory().generic("POST", "/", b"-", "multipart/form-data; boundary=x")
    request.META.pop("CONTENT_LENGTH", None)
    # As the server below Django gives it: the chunks put together.
    request.META |= {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": io.BytesIO(data)}
    return request


def test_all_parts_arrive(chunked):
    parts = Parts(chunked(body({uploads.XML_PART: XML, "a.jpg": b"photo"})))
    assert parts.xml == XML
    (file,) = parts.files
    assert (file.name, file.path.read_bytes()) == ("a.jpg", b"photo")


@pytest.mark.parametrize("sizes", [(ACCEPTED_BYTES + 1,), (14_000_000, 14_000_000)])
def test_above_the_limit_it_is_413(chunked, sizes):
    files = {f"{n}.jpg": bytes(size) for n, size in enumerate(sizes)}
    with pytest.raises(OpenRosaError) as refused:
        Parts(chunked(body({uploads.XML_PART: XML, **files})))
    assert refused.value.status == 413


def test_what_breaks_off_is_not_taken_for_whole(chunked):
    with pytest.raises(OpenRosaError) as refused:
        Parts(chunked(body({uploads.XML_PART: XML, "a.jpg": b"photo"}, end=b"")))
    assert refused.value.status == 400
