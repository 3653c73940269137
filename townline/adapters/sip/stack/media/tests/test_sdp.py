"""Descriptions: what is kept, what is left behind, what is refused; nothing else gets through."""

import re

import pytest
from hypothesis import given, strategies as st

from townline.adapters.sip.stack.media import sdp
from townline.adapters.sip.stack.media.sdp import Origin, SdpUnusable

PHONE = """v=0
o=callername 2890844526 2890844526 IN IP4 10.9.8.7
s=callername's phone +821000006666
i=01000006666
u=http://kim.example/
e=kim@kim.example
p=+82-10-5555-6666
c=IN IP4 10.9.8.7/127
b=AS:64
t=0 0
a=tool:Phone 9.1
m=video 5000 RTP/AVP 96
a=rtpmap:96 H264/90000
m=audio 49170/2 RTP/AVP 8 0 96 97 18 101
c=IN IP4 192.0.2.7
i=01000006666
a=rtpmap:8 PCMA/8000
a=rtpmap:96 AMR-WB/16000/1
a=fmtp:96 mode-set=0,1,2;octet-align=1;x-name=callername;max-red=01000006666
a=rtpmap:97 callername/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=candidate:1 1 UDP 2130706431 10.9.8.7 49170 typ host
a=rtcp:49171 IN IP4 10.9.8.7
a=ssrc:1234 cname:kim@phone
a=label:01000006666
a=ptime:20
a=sendonly
"""


def rewrite_sdp(text=PHONE):
    return sdp.write(sdp.parse(text.replace("\n", "\r\n").encode()), Origin()).decode()


def test_the_sound_is_kept_and_everything_that_tells_of_someone_is_left_behind():
    lines = rewrite_sdp().split("\r\n")
    assert re.fullmatch(r"o=- \d+ 1 IN IP4 192\.0\.2\.7", lines.pop(1))
    assert lines == [
        "v=0", "s=-", "c=IN IP4 192.0.2.7", "t=0 0", "m=video 0 RTP/AVP 0",
        "m=audio 49170 RTP/AVP 8 0 96 18 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:96 AMR-WB/16000", "a=fmtp:96 mode-set=0,1,2;octet-align=1",
        "a=rtpmap:18 G729/8000", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-16",
        "a=ptime:20", "a=sendonly", "",
    ]  # fmt: skip


def test_keys_for_srtp_are_kept_and_life_times_dropped():
    text = PHONE.replace("49170/2 RTP/AVP", "49170 RTP/SAVP") + (
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 "
        "inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:4\n"
        "a=crypto:2 CALLER_NAME_01000006666 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj\n"
    )
    found = rewrite_sdp(text)
    assert "RTP/SAVP 8 0" in found
    assert found.count("a=crypto:") == 1
    assert "2^20" not in found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "v=1\nm=audio 5 RTP/AVP 8\n",
        "v=0\nc=IN IP4 1.2.3.4\n",
        "v=0\nc=IN IP4 1.2.3.4\nm=video 5000 RTP/AVP 96\n",
        "v=0\nc=IN IP4 1.2.3.4\nm=audio 0 RTP/AVP 8\n",
        "v=0\nc=IN IP4 1.2.3.4\nm=audio 99999 RTP/AVP 8\n",
        "v=0\nc=IN IP4 kim.example\nm=audio 5000 RTP/AVP 8\n",
        "v=0\nc=IN IP4 239.1.1.1\nm=audio 5000 RTP/AVP 8\n",
        "v=0\nc=IN IP4 999.1.1.1\nm=audio 5000 RTP/AVP 8\n",
        "v=0\nm=audio 5000 RTP/AVP 8\n",
        "v=0\nc=IN IP4 1.2.3.4\nm=audio 5000 RTP/SAVP 8\n",
        "v=0\nc=IN IP4 1.2.3.4\nm=audio 5000 TCP/MSRP *\n",
        "v=0\nc=IN IP4 1.2.3.4\nm=audio 5000 RTP/AVP 111\na=rtpmap:111 kim/8000\n",
        "v=0\nc=IN IP4 1.2.3.4\nm=audio 5000 RTP/AVP 13 101\n",
        "v=0\n" + "a=x\n" * 600,
        "v=0\n" + "a" * 20_000,
    ],
)
def test_what_no_sound_can_be_agreed_on_with_is_refused(text):
    with pytest.raises(SdpUnusable) as refused:
        sdp.parse(text.replace("\n", "\r\n").encode())
    assert not re.search(r"kim|\d", str(refused.value))


def test_what_is_said_again_unchanged_keeps_its_version():
    origin, audio = Origin(), sdp.parse(PHONE.encode())
    first, again = sdp.write(audio, origin), sdp.write(audio, origin)
    assert first == again
    assert sdp.write(sdp.nowhere(audio), origin).split(b"\r\n")[1].split()[2] == b"2"


_ALLOWED = re.compile(
    r"v=0|s=-|t=0 0|o=- \d+ \d+ IN IP[46] [0-9a-f.:]+|c=IN IP[46] [0-9a-f.:]+"
    r"|m=(audio|video|image|text|message|application) \d+ RTP/S?AVP( \d+)+"
    r"|a=rtpmap:\d+ [A-Za-z0-9-]+/\d+(/2)?|a=fmtp:\d+ [a-z0-9=;,.-]*|a=crypto:.+"
    r"|a=ptime:\d0|a=(sendrecv|sendonly|recvonly|inactive)|",
    re.IGNORECASE,
)
_SCRAPS = st.sampled_from(PHONE.splitlines()) | st.text(max_size=60)


@given(st.lists(_SCRAPS, max_size=30).map(lambda lines: "\r\n".join(["v=0", *lines]).encode()))
def test_whatever_comes_in_only_known_lines_go_out(raw):
    try:
        audio = sdp.parse(raw)
    except SdpUnusable:
        return
    lines = sdp.write(audio, Origin()).decode().split("\r\n")
    assert [line for line in lines if not _ALLOWED.fullmatch(line)] == []
    assert not re.search(r"callername|0000666", "\n".join(lines), re.IGNORECASE)


@given(st.binary(max_size=400))
def test_no_octets_do_more_than_be_refused(raw):
    with pytest.raises(SdpUnusable):
        sdp.parse(raw)
