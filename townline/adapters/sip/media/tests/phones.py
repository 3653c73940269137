"""A telephone's sound in a test: RTP and RTCP on loopback, tones, keys, and what it hears."""

import asyncio
import math
import re
import secrets
import struct
from itertools import pairwise

from townline.adapters.sip.media.tests import alaw

RATE = 8000
FRAME = 160
PCMA, KEYS = 8, 101


class _Port(asyncio.DatagramProtocol):
    def __init__(self, phone, name):
        self.phone, self.name = phone, name

    def datagram_received(self, data, addr):
        self.phone.heard(self.name, data, addr)


class Phone:
    """Speaks a tone while it is talked to; ``tone`` in hertz, 0 for silence.

    ``loses``: every n-th packet it sends is lost on its way.
    """

    def __init__(self, host="127.0.0.1", *, tone=0, loses=0):
        self.host, self.tone, self.loses = host, tone, loses
        self.packets, self.reports, self.sources = [], [], set()
        self.target = None
        self.ssrc, self.sequence = secrets.randbits(32), 0
        self.clock = secrets.randbits(16) + 1
        self.news = asyncio.Event()
        self.speaking = None

    async def open(self):
        loop = asyncio.get_running_loop()
        for _ in range(50):
            rtp, _ = await loop.create_datagram_endpoint(
                lambda: _Port(self, "rtp"), local_addr=(self.host, 0)
            )
            self.port = rtp.get_extra_info("sockname")[1]
            try:
                rtcp, _ = await loop.create_datagram_endpoint(
                    lambda: _Port(self, "rtcp"), local_addr=(self.host, self.port + 1)
                )
            except OSError:
                rtp.close()
                continue
            self.rtp, self.rtcp = rtp, rtcp
            self.speaking = asyncio.create_task(self._speak())
            return self
        raise OSError("no two ports beside each other")

    async def close(self):
        self.speaking.cancel()
        await asyncio.gather(self.speaking, return_exceptions=True)
        self.rtp.close()
        self.rtcp.close()

    async def __aenter__(self):
        return await self.open()

    async def __aexit__(self, *_):
        await self.close()

    def sdp(self, *, payloads=f"{PCMA} 0 {KEYS}", direction="sendrecv", extra=""):
        return (
            f"v=0\r\no=- 1 1 IN IP4 {self.host}\r\ns=-\r\nc=IN IP4 {self.host}\r\nt=0 0\r\n"
            f"m=audio {self.port} RTP/AVP {payloads}\r\na=rtpmap:8 PCMA/8000\r\n"
            f"a=rtpmap:0 PCMU/8000\r\na=rtpmap:{KEYS} telephone-event/8000\r\n"
            f"a=fmtp:{KEYS} 0-15\r\na=ptime:20\r\na={direction}\r\n{extra}"
        ).encode()

    def talk_to(self, description):
        """Send where a description says."""
        text = description.decode()
        host = re.search(r"c=IN IP4 (\S+)", text)[1]
        self.target = (host, int(re.search(r"m=audio (\d+)", text)[1]))

    def heard(self, name, data, addr):
        if name == "rtcp":
            self.reports.append(data)
        else:
            self.packets.append(data)
            self.sources.add(addr)
        self.news.set()

    async def press(self, key):
        """Send a key as RFC 4733 says: eight packets, the last three its end."""
        event, begun = "0123456789*#ABCD".index(key), self.clock
        for count in range(1, 9):
            end = 0x80 if count >= 6 else 0
            payload = struct.pack("!BBH", event, end | 10, FRAME * min(count, 6))
            self._send(payload, KEYS, marker=count == 1, clock=begun)
            await asyncio.sleep(0.005)
        self.clock += FRAME * 8

    def report(self, words):
        """Send a device's report (RTCP SR and SDES) with these words as its name."""
        name = words.encode()
        item = struct.pack("!IBB", self.ssrc, 1, len(name)) + name + b"\0"
        item += b"\0" * (-len(item) % 4)
        sender = struct.pack("!BBHIIIIII", 0x80, 200, 6, self.ssrc, 0, 0, 0, 0, 0)
        self.rtcp.sendto(
            sender + struct.pack("!BBH", 0x81, 202, len(item) // 4) + item,
            (self.target[0], self.target[1] + 1),
        )

    async def until(self, condition, seconds=20):
        """Wait until a condition on what was heard holds."""
        async with asyncio.timeout(seconds):
            while not condition():
                self.news.clear()
                await self.news.wait()

    def samples(self, last=4000):
        """Give the last samples it heard, from -1 to 1."""
        sound = b"".join(p[12:] for p in self.packets[-last // FRAME :] if p[1] & 127 == PCMA)
        return alaw.decoded(sound)

    def hears(self, frequency):
        """Say whether most of what was heard last is a tone of so many hertz."""
        samples = self.samples()
        return len(samples) >= 2000 and purity(samples, frequency) > 0.5

    def hears_speech(self):
        samples = self.samples(last=8000)
        loud = sum(s * s for s in samples) / max(1, len(samples))
        changes = sum(a * b < 0 for a, b in pairwise(samples))
        return len(samples) >= 2000 and loud > 1e-4 and changes > 50

    async def _speak(self):
        while True:
            await asyncio.sleep(0.02)
            if self.target:
                step = 2 * math.pi * self.tone / RATE
                wave = [0.5 * math.sin(step * (self.clock + n)) for n in range(FRAME)]
                self._send(alaw.encoded(wave), PCMA)
                self.clock += FRAME

    def _send(self, payload, kind, *, marker=False, clock=None):
        self.sequence += 1
        if self.loses and self.sequence % self.loses == 0:
            return
        second = kind | (0x80 if marker else 0)
        when = self.clock if clock is None else clock
        head = struct.pack("!BBHII", 0x80, second, self.sequence & 0xFFFF, when, self.ssrc)
        self.rtp.sendto(head + payload, self.target)


def purity(samples, frequency):
    """Give the share of the energy that lies at a frequency (Goertzel)."""
    step = 2 * math.cos(2 * math.pi * frequency / RATE)
    one = two = 0.0
    for sample in samples:
        one, two = sample + step * one - two, one
    power = one * one + two * two - step * one * two
    energy = sum(s * s for s in samples)
    return 2 * power / (len(samples) * energy) if energy else 0.0
