import pytest
from hypothesis import given, strategies as st

from townline.platform.core.text import charsets

ALL = ["gsm7", "ucs2", "latin1", "cp949", "binary", "never heard of"]


@given(charset=st.sampled_from(ALL), data=st.binary(max_size=300))
def test_reading_never_raises_and_fits_a_text_column(charset: str, data: bytes) -> None:
    text = charsets.decode(charset, data)
    assert "\x00" not in text
    assert text == text.encode().decode()


@given(text=st.text(st.sampled_from(charsets._ALPHABET.replace("\x1b", "") + "^{}\\[~]|€\f")))
def test_gsm7_there_and_back(text: str) -> None:
    data = charsets.encode("gsm7", text)
    assert charsets.decode("gsm7", data) == text
    assert len(data) == charsets.gsm7_septets(text)
    assert charsets.gsm7_supported(text)
    assert max(data, default=0) < 0x80


@pytest.mark.parametrize(
    ("code", "char"),
    [(0x00, "@"), (0x02, "$"), (0x10, "Δ"), (0x1A, "Ξ"), (0x24, "¤"), (0x40, "¡"), (0x60, "¿"),
     (0x7F, "à")],
)  # fmt: skip
def test_places_of_the_alphabet(code: int, char: str) -> None:
    assert charsets.decode("gsm7", bytes([code])) == char


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b\x65", "€"),
        (b"\x1b\x61", "a"),  # not in the extension: the second octet alone
        (b"\x1b", "\ufffd"),
        (b"\x1b\x1b\x65", "\ufffd€"),
        (b"\xff", "\ufffd"),
    ],
)
def test_escapes(data: bytes, text: str) -> None:
    assert charsets.decode("gsm7", data) == text


def test_emoji_travel_as_a_pair() -> None:
    assert charsets.encode("ucs2", "😀") == b"\xd8\x3d\xde\x00"
    assert charsets.decode("ucs2", b"\xd8\x3d\xde\x00") == "😀"
    assert charsets.ucs2_units("😀가") == 3


@pytest.mark.parametrize(("charset", "char"), [("gsm7", "가"), ("latin1", "가"), ("cp949", "😀"),
                                               ("ucs2", "\ud800")])  # fmt: skip
def test_writing_says_what_it_cannot(charset: str, char: str) -> None:
    with pytest.raises(UnicodeEncodeError) as caught:
        charsets.encode(charset, "a" + char)
    assert caught.value.start == 1


def test_binary_holds_no_text() -> None:
    assert charsets.decode("binary", b"abc") == ""
    with pytest.raises(LookupError):
        charsets.encode("binary", "abc")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("a\x00b", "ab"), ("a\ud800b", "a\ufffdb"), ("\ud83d\ude00", "😀"), ("가😀", "가😀")],
)
def test_clean(text: str, cleaned: str) -> None:
    assert charsets.clean(text) == cleaned
