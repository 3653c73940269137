"""Forms with files, as browsers write them; httpx writes them here, another hand than ours."""

import httpx
import pytest
from hypothesis import given, strategies as st

from townline.adapters.simulator.page import multipart

NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\%'), min_size=1
)
FIELDS = st.dictionaries(NAMES, st.text(st.characters(exclude_categories=["Cs"])))


def encode_form(fields: dict[str, str], files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    parts = [("photos", file) for file in files]
    request = httpx.Request("POST", "http://x", data=fields, files=parts)
    return request.headers["content-type"], request.read()


@given(FIELDS, st.lists(st.tuples(NAMES, st.binary(max_size=200)), min_size=1))
def test_what_was_written_is_read(fields: dict[str, str], files: list[tuple[str, bytes]]):
    form = multipart.read(*encode_form(fields, files))
    assert form.fields == fields
    assert form.files == files


@given(st.binary(), st.integers(min_value=0))
def test_whatever_is_cut_off_is_left_out_and_nothing_breaks(data: bytes, cut: int):
    kind, body = encode_form({"key": "k", "body": "글"}, [("a.jpg", data)])
    closing = len(kind.partition("boundary=")[2]) + len("\r\n----\r\n")
    form = multipart.read(kind, body[: cut % (len(body) - closing)])
    assert form.files == []
    assert form.fields.items() <= {"key": "k", "body": "글"}.items()


@given(st.binary(), st.text())
def test_anything_at_all_can_be_read(body: bytes, kind: str):
    multipart.read(kind, body)
    multipart.read("multipart/form-data; boundary=x", body)


@pytest.mark.parametrize("name", ['say "cheese".jpg', "두 줄\r\n.jpg"])
def test_names_that_browsers_escape(name: str):
    escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    body = (
        f'--x\r\nContent-Disposition: form-data; name="photos"; filename="{escaped}"\r\n'
        "Content-Type: image/jpeg\r\n\r\nbytes\r\n--x--\r\n"
    ).encode()
    form = multipart.read('multipart/form-data; boundary="x"', body)
    assert form.files == [(name, b"bytes")]
