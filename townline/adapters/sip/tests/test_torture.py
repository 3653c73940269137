"""Messages that are odd but right, and messages that are wrong, in the manner of RFC 4475.

The words are our own; each case names the section whose trap it sets.
"""

import contextlib

import pytest
from hypothesis import example, given, strategies as st

from townline.adapters.sip.stack import identity
from townline.adapters.sip.stack.legs import keys, session
from townline.adapters.sip.stack.legs.replies import reply
from townline.adapters.sip.stack.messages import checking, grammar, reading
from townline.adapters.sip.stack.messages.framing import PING, Framer, NotFramed
from townline.adapters.sip.stack.messages.reading import Malformed
from townline.adapters.sip.stack.messages.values import Request, Response
from townline.adapters.sip.stack.transport import hops
from townline.adapters.sip.stack.transport.hops import Hop
from townline.adapters.sip.stack.trunks import digest

PLAIN = (
    "INVITE sip:050400000001@127.0.0.1 SIP/2.0\r\n"
    "Via: SIP/2.0/UDP 127.0.0.10:5080;branch=z9hG4bKplain\r\n"
    "From: <sip:01000000077@127.0.0.10>;tag=f\r\n"
    "To: <sip:050400000001@127.0.0.1>\r\n"
    "Call-ID: plain@127.0.0.10\r\n"
    "CSeq: 1 INVITE\r\n"
    "Contact: <sip:c@127.0.0.10:5080>\r\n"
    "Max-Forwards: 70\r\n"
)


def with_headers(**lines):
    """Give the plain message with header lines replaced, or left out where None."""
    text = PLAIN
    for name, value in lines.items():
        key = name.replace("_", "-")
        old = next((x for x in text.split("\r\n") if x.lower().startswith(key.lower() + ":")), None)
        line = "" if value is None else f"{key}: {value}\r\n"
        text = text.replace(f"{old}\r\n", line) if old else text + line
    return (text + "\r\n").encode("utf-8", "surrogateescape")


def status(data):
    """Give what a message is refused with; None if it is taken."""
    try:
        return checking.fault_of(reading.read(data))
    except Malformed as fault:
        return fault.status if fault.request else 0


ODD = {
    "3.1.1.1 blanks, folds, compact names, names of any case": (
        "INVITE sip:050400000001@127.0.0.1;unknown=x SIP/2.0\r\n"
        "TO :\r\n sip:050400000001@127.0.0.1 ;   x = y\r\n"
        'f: "a \\\\ \\"quoted, <name>"   <sip:01000000077@127.0.0.10>;\r\n  tag = 98\r\n'
        "MaX-fOrWaRdS: 0068\r\n".replace("0068", "068")
        + "i: odd.1@127.0.0.10\r\n"
        "cseq: 0009\r\n  INVITE\r\n"
        "V:SIP  / 2.0  /UDP\r\n    127.0.0.10 ;branch = z9hG4bKodd , SIP/2.0/TCP 127.0.0.11\r\n"
        "m:<sip:c@127.0.0.10:5080>, <sip:d@127.0.0.10>\r\n"
        "NewFangled: new, value;of=kinds\r\n\t  that nobody knows\r\n"
        "l: 0\r\n\r\n"
    ).encode(),
    "3.1.1.2 every character that may stand in a token": with_headers(
        Via="SIP/2.0/UDP 127.0.0.10:5080;branch=z9hG4bK.!%*_+`'~-x",
        Call_ID="int.!%*_+`'~-<>:\\/\"[]?{}@127.0.0.10",
    ),
    "3.1.1.3 escapes in an address": with_headers(To="<sip:%30504%30000001@127.0.0.1>"),
    "3.1.1.4 an escaped zero": with_headers(From="<sip:null-%00-x@127.0.0.10>;tag=f"),
    "3.1.1.5 a percent that escapes nothing": with_headers(Extra="%Z%45"),
    "3.1.1.6 no blank between name and address": with_headers(From='"x"<sip:y@127.0.0.10>;tag=f'),
    "3.1.1.7 very long values": with_headers(
        From=f'"{"n" * 3000}" <sip:y@127.0.0.10>;tag={"f" * 500}', Extra="x" * 20_000
    ),
    "3.1.1.9 a semicolon in the user's part": PLAIN.replace(
        "sip:050400000001@", "sip:050400000001;par=%6c@", 1
    ).encode()
    + b"\r\n",
    "3.1.1.13 octets behind the body of a datagram": with_headers(Content_Length="0") + b"INVITE x",
    "a second Via by IPv6": with_headers(
        Via="SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bKsix;received=2001:db8::9"
    ),
    "bytes that are no UTF-8 in a name": with_headers(
        From='"\udcff\udcfe" <sip:y@127.0.0.10>;tag=f'
    ),
    "a tel address": PLAIN.replace("sip:050400000001@127.0.0.1", "tel:0504-0000-0001", 1).encode()
    + b"\r\n",
    "lines that end with a line feed only": PLAIN.replace("\r\n", "\n").encode() + b"\n",
}
WRONG = {
    "3.1.2.1 commas and semicolons too many": (400, with_headers(Via=";;,;,,")),
    "3.1.2.2 a length beyond the end": (400, with_headers(Content_Length="9999")),
    "3.1.2.3 a negative length": (400, with_headers(Content_Length="-1")),
    "3.1.2.4 numbers beyond all bounds": (400, with_headers(CSeq="36893488147419103232 INVITE")),
    "3.1.2.5 a port beyond all bounds": (
        400,
        with_headers(Via="SIP/2.0/UDP 127.0.0.10:99999;branch=z9hG4bKx"),
    ),
    "3.1.2.6 a quote that is not closed": (400, with_headers(To='"Mr. J. <sip:j@127.0.0.1>')),
    "3.1.2.7 angle brackets round the address": (
        0,
        PLAIN.replace("sip:050400000001@127.0.0.1 ", "<sip:050400000001@127.0.0.1> ", 1)
        .replace("INVITE <", "INVITE  <")
        .encode()
        + b"\r\n",
    ),
    "3.1.2.8 a blank in the address": (
        0,
        PLAIN.replace("sip:050400000001@", "sip:0504 00@", 1).encode() + b"\r\n",
    ),
    "3.1.2.9 blanks between the parts": (0, PLAIN.replace(" SIP/2.0", "  SIP/2.0", 1).encode()),
    "3.1.2.16 another version": (505, PLAIN.replace("SIP/2.0", "SIP/7.0", 1).encode() + b"\r\n"),
    "3.1.2.17 methods that differ": (400, with_headers(CSeq="1 OPTIONS")),
    "3.1.2.18 a method that differs and is unknown": (400, with_headers(CSeq="1 NEWMETHOD")),
    "3.3.1 no Call-ID": (400, with_headers(Call_ID=None)),
    "3.3.1 no From": (400, with_headers(From=None)),
    "3.3.1 no To": (400, with_headers(To=None)),
    "3.3.2 an address of another scheme": (
        416,
        PLAIN.replace("sip:050400000001@127.0.0.1", "nobody:x", 1).encode() + b"\r\n",
    ),
    "3.3.8 From twice": (400, with_headers().replace(b"To:", b"From: <sip:x@y>;tag=2\r\nTo:", 1)),
    "3.3.8 Call-ID twice": (400, with_headers().replace(b"To:", b"i: other\r\nTo:", 1)),
    "lengths that differ": (
        400,
        with_headers().replace(b"To:", b"l: 0\r\nContent-Length: 4\r\nTo:", 1),
    ),
    "no tag in From": (400, with_headers(From="<sip:01000000077@127.0.0.10>")),
    "no Contact in an INVITE": (400, with_headers(Contact=None)),
    "hops that are used up": (483, with_headers(Max_Forwards="0")),
    "hops that are no number": (400, with_headers(Max_Forwards="-1")),
    "hops beyond all bounds": (400, with_headers(Max_Forwards="9" * 5000)),
    "a line without a colon": (400, with_headers().replace(b"To:", b"what is this\r\nTo:", 1)),
    "a zero byte": (400, with_headers(Subject="a\0b")),
    "nothing": (0, b""),
    "only line ends": (0, b"\r\n\r\n\r\n"),
    "something else": (0, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
    "a web browser": (0, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
    "too long for a datagram": (0, b"INVITE " + b"x" * 70_000),
    "more headers than anybody has": (
        400,
        with_headers().replace(b"To:", b"X: y\r\n" * 400 + b"To:"),
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_but_right_is_taken(name):
    message = reading.read(ODD[name])
    assert checking.fault_of(message) is None
    assert isinstance(message, Request)
    assert reading.read(bytes(message)).headers.get("via")


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_refused(name):
    expected, data = WRONG[name]
    assert status(data) == expected


def test_the_odd_parts_are_read_right():
    odd = reading.read(next(iter(ODD.values())))
    assert odd.from_.uri == "sip:01000000077@127.0.0.10"
    assert odd.from_.tag == "98"
    assert odd.cseq == (9, "INVITE")
    assert odd.via.branch == "z9hG4bKodd"
    assert len(odd.headers.values("via")) == 2
    assert odd.contact == "sip:c@127.0.0.10:5080"
    assert identity.caller(odd) == "01000000077"
    assert identity.dialled_number(reading.read(ODD["a tel address"])) == "050400000001"
    escaped = reading.read(ODD["3.1.1.9 a semicolon in the user's part"])
    assert identity.dialled_number(escaped) == "050400000001"


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("sip:050400000001@127.0.0.1;user=phone", "050400000001"),
        ("sip:050400000001;phone-context=+82@127.0.0.1;user=phone", "050400000001"),
        ("sip:0504-0000-0001@127.0.0.1", "050400000001"),
        ("sip:0504%200000%200001@127.0.0.1", "050400000001"),
        ("sip:+8250400000001@127.0.0.1;user=phone", "+8250400000001"),
        ("sip:008250400000001@127.0.0.1", "008250400000001"),
        ("tel:+82-504-0000-0001", "+8250400000001"),
        ("tel:0504-0000-0001;phone-context=+82", "050400000001"),
    ],
)
def test_what_is_dialled(address, number):
    message = reading.read(
        with_headers().replace(b"sip:050400000001@127.0.0.1", address.encode(), 1)
    )
    assert identity.dialled_number(message) == number


@pytest.mark.parametrize(
    ("lines", "who"),
    [
        ({}, "01000000077"),
        ({"P_Asserted_Identity": '"x" <sip:+821000000042@net>'}, "+821000000042"),
        ({"P_Asserted_Identity": "<tel:+821000000042>", "Privacy": "none"}, "+821000000042"),
        ({"P_Asserted_Identity": "<sip:+821000000042@net>", "Privacy": "id"}, None),
        ({"Privacy": "user;critical"}, None),
        ({"From": '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=f'}, None),
        ({"From": "<sip:127.0.0.10>;tag=f"}, None),
    ],
)
def test_who_calls(lines, who):
    assert identity.caller(reading.read(with_headers(**lines))) == who


def look_at_everything(data):
    """Do with a message all that is done with it before anybody knows whose it is."""
    try:
        message = reading.read(data)
    except Malformed as fault:
        if fault.request is not None and checking.answerable(fault.request):
            bytes(reply(fault.request, fault.status, tag="t"))
        return
    wrong = checking.fault_of(message)
    if isinstance(message, Request) and checking.answerable(message):
        hops.stamp(message.headers, Hop("udp", "127.0.0.10", 5080))
        bytes(reply(message, wrong or 200, tag="t"))
    if wrong is None and isinstance(message, Request):
        identity.dialled_number(message)
        identity.caller(message)
        keys.read(message)
        session.accept(message.headers, 1800)
        digest.Challenger().passes(message, "user", "password")
    if wrong is None and isinstance(message, Response):
        digest.answer(message, "INVITE", "sip:x@y", "user", "password")


@given(st.binary(max_size=400))
def test_no_bytes_get_further_than_the_reader(data):
    look_at_everything(data)


PARTS = st.sampled_from(
    ["<", ">", '"', "\\", ";", ",", ":", "=", "@", "[", "]", "%", " ", "\t", "\r\n", "\r\n ", "\0",
     "sip:", "SIP/2.0", "z9hG4bK", "tag", "1", "99999999999999999999", "한", "\udcff", "Digest ",
     'nonce="a"', "Via: ", "l: 5", "\r\n\r\n", "x" * 300]
)  # fmt: skip


@given(
    st.sampled_from(
        ["Via", "From", "To", "Call-ID", "CSeq", "Contact", "Max-Forwards", "Content-Length",
         "Require", "Session-Expires", "Authorization", "P-Asserted-Identity", "Record-Route",
         "WWW-Authenticate", "Privacy", "Route"]
    ),
    st.lists(PARTS, max_size=12).map("".join),
    st.sampled_from(["INVITE sip:0504@h SIP/2.0", "SIP/2.0 401 no", "INFO sip:0504@h SIP/2.0"]),
)  # fmt: skip
@example("Authorization", 'Digest nonce="-"', "INVITE sip:0504@h SIP/2.0")
def test_no_value_of_any_header_gets_an_exception_out(name, value, first):
    lines = {name.replace("-", "_"): value}
    if first.startswith("INFO"):
        lines.setdefault("CSeq", "1 INFO")
    text = with_headers(**lines).decode("utf-8", "surrogateescape")
    data = text.replace(PLAIN.split("\r\n", maxsplit=1)[0], first, 1).encode(
        "utf-8", "surrogateescape"
    )
    look_at_everything(data)


@given(st.lists(PARTS, max_size=10).map("".join))
def test_addresses_read_or_say_that_they_cannot_be(text):
    for reader in (grammar.uri, grammar.name_addr, grammar.via, grammar.cseq):
        with contextlib.suppress(grammar.GrammarError):
            reader(text)


@given(st.lists(st.integers(1, 40), max_size=60), st.integers(1, 4))
def test_a_stream_is_cut_the_same_however_it_comes(pieces, count):
    body = b"v=0\r\n"
    message = with_headers(Content_Length=str(len(body))) + body
    whole = (message + PING) * count
    framer, found, start = Framer(), [], 0
    for piece in [*pieces, len(whole)]:
        found += framer.feed(whole[start : start + piece])
        start += piece
    assert [each for each in found if each != PING] == [message] * count


@given(st.binary(max_size=300))
def test_no_stream_gets_an_exception_out(data):
    framer = Framer()
    try:
        for message in framer.feed(data):
            look_at_everything(message)
    except NotFramed:
        return


def test_a_stream_that_never_ends_is_given_up():
    framer = Framer()
    with pytest.raises(NotFramed):
        list(framer.feed(b"X: y\r\n" * 20_000))
    with pytest.raises(NotFramed):
        list(Framer().feed(with_headers(Content_Length="999999999")))
