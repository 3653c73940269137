import pytest

from townline.adapters.smpp import address
from townline.adapters.smpp.address import AddressError

GOOD = "smpp://me:s3cr3t@127.0.0.1:2776"


def test_all_of_an_address() -> None:
    (link,) = address.read_all(
        "smpps://me:a%2Cb%40c@sms.example:3551?name=main&window=20&rate=5&dest=national"
        "&message_id=hex&bind=transmitter&charset0=latin1&concat=udh16&source_ton=5&dest_npi=0"
    )
    assert (link.system_id, link.password, link.host, link.port) == (
        "me",
        "a,b@c",
        "sms.example",
        3551,
    )
    assert (link.tls, link.name, link.window, link.rate) == (True, "main", 20, 5)
    assert (link.dest, link.dest_ton, link.dest_npi, link.source_ton) == ("national", 2, 0, 5)
    assert (link.message_id, link.bind, link.concat) == ("hex", "transmitter", "udh16")
    assert (link.codings[0], link.codings[8]) == ("latin1", "ucs2")


def test_several_links_have_names_and_usual_ports() -> None:
    links = address.read_all("smpp://a:b@one , smpps://a:b@two")
    assert [(link.name, link.port, link.tls) for link in links] == [
        ("smpp-1", 2775, False),
        ("smpp-2", 3550, True),
    ]


def test_a_district_maps_codings_and_a_link_has_the_last_word() -> None:
    (link,) = address.read_all(f"{GOOD}?charset0=latin1", {"0": "cp949", "0x55": "ucs2"})
    assert (link.codings[0], link.codings[0x55]) == ("latin1", "ucs2")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "link 1: it must begin with smpp:// or smpps://"),
        ("http://me:s3cr3t@host", "link 1: it must begin with smpp:// or smpps://"),
        ("smpp://me:s3cr3t@", "link 1: the host is missing"),
        ("smpp://host:2775", "link 1: the system_id is missing"),
        ("smpp://me:s3cr3t@host:99999", "link 1: the port must be a number from 1 to 65535"),
        ("smpp://me:s3cr3t@host:x", "link 1: the port must be a number from 1 to 65535"),
        ("smpp://me:s3cr3t@[host", "link 1: the address cannot be read"),
        ("smpp://me:%EA%B0%80@host", "link 1: the password may hold only ASCII characters"),
        (f"{GOOD}?window=0", "link 1: window must be a whole number from 1 to 1000, not '0'"),
        (f"{GOOD}?rate=fast", "link 1: rate must be a whole number from 1 to 100000, not 'fast'"),
        (f"{GOOD}?message_id=oct", "link 1: message_id must be one of same, hex, dec, not 'oct'"),
        (f"{GOOD}?widow=5", "link 1: 'widow' is not an option of a link; known are bind"),
        (f"{GOOD}?charset0=utf9", "link 1: charset 'utf9' for data_coding 0 is unknown"),
        (f"{GOOD}?charset999=ucs2", "link 1: data_coding '999' is not a number from 0 to 255"),
        (f"{GOOD},{GOOD}?name=smpp-1", "two links are named 'smpp-1'"),
        (f"{GOOD}, smpp://:s3cr3t@host", "link 2: the system_id is missing"),
    ],
)
def test_an_error_names_the_piece_and_hides_the_password(url: str, words: str) -> None:
    with pytest.raises(AddressError) as error:
        address.read_all(url)
    assert words in str(error.value)
    assert "s3cr3t" not in str(error.value)


def test_a_password_is_not_shown() -> None:
    assert "s3cr3t" not in repr(address.read_all(GOOD))
