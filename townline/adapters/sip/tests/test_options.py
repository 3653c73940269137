"""What the environment says about calls: read, or refused in plain words."""

import pytest

from townline.adapters.sip.stack import options

GOOD = {"LISTEN": "udp:127.0.0.1:5060", "TRUNKS": "sip:127.0.0.10"}


def read(**named):
    return options.read({f"TOWNLINE_SIP_{name}": text for name, text in (GOOD | named).items()})


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({"LISTEN": "udp:127.0.0.1"}, "place 1 must be like udp:192.0.2.1:5060"),
        ({"LISTEN": "udp:example.org:5060"}, "place 1: the host must be an IP address"),
        ({"LISTEN": "udp:127.0.0.1:70000"}, "place 1: the port must be a number"),
        ({"LISTEN": "udp:127.0.0.1:1,udp:127.0.0.1:2"}, "udp stands twice"),
        ({"TRUNKS": ""}, "TOWNLINE_SIP_TRUNKS is not set"),
        ({"TRUNKS": "sip:office:s3cret@:1"}, "trunk-1 must be like sip:192.0.2.10:5060"),
        ({"TRUNKS": "sip:127.0.0.10,http://x"}, "trunk-2 must be like sip:192.0.2.10:5060"),
        ({"TRUNKS": "sip:127.0.0.10:0"}, "trunk-1: the port must be a number"),
        ({"TRUNKS": "sip:127.0.0.10;speed=fast"}, "trunk-1: 'speed' is not an option"),
        ({"TRUNKS": "sip:127.0.0.10;transport=sctp"}, "transport must be one of udp, tcp, tls"),
        ({"TRUNKS": "sip:127.0.0.10;transport=tcp"}, "names no tcp: place"),
        ({"TRUNKS": "sip:127.0.0.10;dial=maybe"}, "dial must be one of yes, no"),
        ({"TRUNKS": "sip:127.0.0.10;dial=no"}, "no trunk is left to call owners by"),
        ({"LISTEN": "tls:127.0.0.1:5061", "TRUNKS": "sips:127.0.0.10"}, "TOWNLINE_SIP_TLS_CERT"),
        ({"LISTEN": "tls:127.0.0.1:5061", "TRUNKS": "sips:127.0.0.10", "TLS_CERT": "/nowhere",
          "TLS_KEY": "/nowhere"}, "the files cannot be used (No such file or directory)"),
    ],
)  # fmt: skip
def test_a_wrong_variable_is_said_plainly(named, words):
    with pytest.raises(options.OptionsUnusable) as raised:
        read(**named)
    assert words in str(raised.value)
    assert "s3cret" not in str(raised.value)


def test_everything_that_can_be_said():
    given = read(
        LISTEN="udp:127.0.0.1:5060, tcp:[::1]:5062",
        TRUNKS="sip:office:s3%40cret@net.example:5070;transport=tcp;numbers=national;media=srtp,"
        "sip:office:x@192.0.2.7;challenge=no",
    )
    assert [(each.transport, each.place) for each in given.places] == [
        ("udp", "127.0.0.1:5060"),
        ("tcp", "[::1]:5062"),
    ]
    first, second = given.trunks
    assert (first.host, first.port, first.transport) == ("net.example", 5070, "tcp")
    assert (first.user, first.password) == ("office", "s3@cret")
    assert (first.numbers, first.srtp, first.challenge) == ("national", True, True)
    assert (second.port, second.challenge, second.srtp) == (5060, False, False)
    assert "s3@cret" not in repr(given)


@pytest.mark.parametrize(
    ("trunks", "dialled"),
    [
        ("sip:127.0.0.10", [1]),
        ("sip:127.0.0.10,sip:127.0.0.20", [1]),
        ("sip:127.0.0.10;dial=no,sip:127.0.0.20", [2]),
        ("sip:127.0.0.10,sip:127.0.0.20;dial=yes", [2]),
        ("sip:127.0.0.10,sip:office:x@127.0.0.20", [2]),
        ("sip:office:x@127.0.0.10,sip:other:x@127.0.0.20", [1, 2]),
        ("sip:office:x@127.0.0.10;dial=no,sip:127.0.0.20,sip:127.0.0.30", [2]),
        ("sip:127.0.0.10;dial=yes,sip:office:x@127.0.0.20", [1, 2]),
    ],
)
def test_who_is_known_by_an_address_alone_is_dialled_only_when_nobody_else_is(trunks, dialled):
    given = read(TRUNKS=trunks).trunks
    assert [n for n, trunk in enumerate(given, 1) if trunk.dial] == dialled
