"""A telephone's sound: RTP and RTCP on loopback, tones, keys, and what it hears."""

import asyncio
import math
import re
import secrets
import struct
from collections.abc import Callable
from itertools import pairwise
from typing import Final, Self

from townline.adapters.sip.softphone.g711 import ALAW, MULAW

RATE: Final = 8000
FRAME: Final = 160
PCMU, PCMA = 0, 8
LAWS: Final = {PCMA: ALAW, PCMU: MULAW}
KEYS: Final = 101
_EVENTS: Final = "0123456789*#ABCD"
_END: Final = 0x80


class _Port(asyncio.DatagramProtocol):
    def __init__(self, take: Callable[[bytes, tuple[str, int]], None]) -> None:
        self._take = take

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._take(data, addr)


class Sound:
    """Speaks a tone while it is talked to; ``tone`` in hertz, 0 for silence.

    ``loses``: every n-th packet it sends is lost on its way. ``packets`` and ``reports`` are what
    came, ``sources`` where from; ``law`` is the payload type it speaks, as was agreed last.
    """

    def __init__(self, host: str = "127.0.0.1", *, tone: int = 0, loses: int = 0) -> None:
        self.host, self.tone, self.loses = host, tone, loses
        self.port = 0
        self.law, self._keys, self._agreed = PCMA, KEYS, False
        self.packets: list[bytes] = []
        self.reports: list[bytes] = []
        self.sources: set[tuple[str, int]] = set()
        self.target: tuple[str, int] | None = None
        self.each: Callable[[bytes], None] | None = None
        self._ssrc, self._sequence = secrets.randbits(32), 0
        self._clock = secrets.randbits(16) + 1
        self._news = asyncio.Event()
        self._ports: list[asyncio.DatagramTransport] = []
        self._speaking: asyncio.Task[None] | None = None

    async def open(self) -> Self:
        """Take two ports beside each other."""
        for _ in range(50):
            rtp = await self._bind(0, self._sound)
            self.port = rtp.get_extra_info("sockname")[1]
            try:
                rtcp = await self._bind(self.port + 1, self._report)
            except (OSError, OverflowError):
                rtp.close()
                continue
            self._ports = [rtp, rtcp]
            self._speaking = asyncio.create_task(self._speak())
            return self
        raise OSError("no two ports beside each other")

    async def close(self) -> None:
        """Fall silent, give the ports back."""
        if self._speaking is not None:
            self._speaking.cancel()
            await asyncio.gather(self._speaking, return_exceptions=True)
        for port in self._ports:
            port.close()

    async def __aenter__(self) -> Self:
        return await self.open()

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def sdp(self, *, payloads: str = "", direction: str = "sendrecv", extra: str = "") -> bytes:
        """Describe itself: all it speaks, or what was agreed."""
        laws = str(self.law) if self._agreed else f"{PCMA} {PCMU}"
        payloads = payloads or f"{laws} {self._keys}"
        return (
            f"v=0\r\no=- 1 1 IN IP4 {self.host}\r\ns=-\r\nc=IN IP4 {self.host}\r\nt=0 0\r\n"
            f"m=audio {self.port} RTP/AVP {payloads}\r\na=rtpmap:8 PCMA/8000\r\n"
            f"a=rtpmap:0 PCMU/8000\r\na=rtpmap:{self._keys} telephone-event/8000\r\n"
            f"a=fmtp:{self._keys} 0-15\r\na=ptime:20\r\na={direction}\r\n{extra}"
        ).encode()

    def talk_to(self, description: bytes) -> None:
        """Send where a description says, in the first law of it."""
        host = re.search(rb"c=IN IP4 (\S+)", description)
        sound = re.search(rb"m=audio (\d+) \S+ ([\d ]+)", description)
        keys = re.search(rb"a=rtpmap:(\d+) telephone-event/8000", description)
        if host and sound:
            self.target = (host[1].decode(), int(sound[1]))
            self.law = next(law for law in map(int, sound[2].split()) if law in LAWS)
            self._keys, self._agreed = int(keys[1]) if keys else KEYS, True

    async def press(self, key: str) -> None:
        """Send a key as RFC 4733 says: its packets, the last three its end."""
        event, begun = _EVENTS.index(key), self._clock
        for count in range(1, 9):
            end = _END if count >= 6 else 0  # noqa: PLR2004 -- the last three of eight
            payload = struct.pack("!BBH", event, end | 10, FRAME * min(count, 6))
            self._send(payload, self._keys, marker=count == 1, clock=begun)
            await asyncio.sleep(0.005)
        self._clock += FRAME * 8

    def report(self, words: str) -> None:
        """Send a device's report (RTCP SR and SDES) with these words as its name."""
        name = words.encode()
        item = struct.pack("!IBB", self._ssrc, 1, len(name)) + name + b"\0"
        item += b"\0" * (-len(item) % 4)
        sender = struct.pack("!BBHIIIIII", 0x80, 200, 6, self._ssrc, 0, 0, 0, 0, 0)
        if self.target:
            host, port = self.target
            data = sender + struct.pack("!BBH", 0x81, 202, len(item) // 4) + item
            self._ports[1].sendto(data, (host, port + 1))

    async def until(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until a condition on what was heard holds. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not condition():
                self._news.clear()
                await self._news.wait()

    def samples(self, last: int = 4000) -> list[float]:
        """Give the last samples it heard."""
        recent = self.packets[-last // FRAME :]
        spoken = [p for p in recent if p[1] & 127 in LAWS]
        return [s for p in spoken for s in LAWS[p[1] & 127].decoded(p[12:])]

    def hears(self, frequency: int) -> bool:
        """Say whether most of what was heard last is a tone of so many hertz."""
        samples = self.samples()
        return len(samples) >= _ENOUGH and purity(samples, frequency) > 0.5  # noqa: PLR2004 -- most

    def hears_speech(self) -> bool:
        """Say whether something was spoken: loud enough, and no steady tone."""
        samples = self.samples(last=8000)
        loud = sum(s * s for s in samples) / max(1, len(samples))
        changes = sum(a * b < 0 for a, b in pairwise(samples))
        return len(samples) >= _ENOUGH and loud > 1e-4 and changes > 50  # noqa: PLR2004 -- found by listening

    async def _bind(
        self, port: int, take: Callable[[bytes, tuple[str, int]], None]
    ) -> asyncio.DatagramTransport:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Port(take), local_addr=(self.host, port)
        )
        return transport

    def _sound(self, data: bytes, addr: tuple[str, int]) -> None:
        self.packets.append(data)
        self.sources.add(addr)
        self._news.set()
        if self.each is not None:
            self.each(data)

    def _report(self, data: bytes, _addr: tuple[str, int]) -> None:
        self.reports.append(data)
        self._news.set()

    async def _speak(self) -> None:
        while True:
            await asyncio.sleep(0.02)
            if self.target:
                step = 2 * math.pi * self.tone / RATE
                wave = (0.5 * math.sin(step * (self._clock + n)) for n in range(FRAME))
                self._send(LAWS[self.law].encoded(wave), self.law)
                self._clock += FRAME

    def _send(
        self, payload: bytes, kind: int, *, marker: bool = False, clock: int | None = None
    ) -> None:
        self._sequence += 1
        lost = self.loses and self._sequence % self.loses == 0
        if lost or self.target is None or self._ports[0].is_closing():
            return
        second = kind | (0x80 if marker else 0)
        when = self._clock if clock is None else clock
        head = struct.pack(
            "!BBHII", 0x80, second, self._sequence & 0xFFFF, when & 0xFFFFFFFF, self._ssrc
        )
        self._ports[0].sendto(head + payload, self.target)


_ENOUGH: Final = 2000  # samples: a quarter of a second


def purity(samples: list[float], frequency: int) -> float:
    """Give the share of the energy that lies at a frequency, by what each packet holds of it.

    Between packets a tone may jump: one was lost, or came too late to be put in its place.
    """
    energy = sum(s * s for s in samples)
    packets = (samples[at : at + FRAME] for at in range(0, len(samples), FRAME))
    return sum(_at(packet, frequency) for packet in packets) / energy if energy else 0.0


def _at(samples: list[float], frequency: int) -> float:
    """Give the energy at a frequency (Goertzel)."""
    step = 2 * math.cos(2 * math.pi * frequency / RATE)
    one = two = 0.0
    for sample in samples:
        one, two = sample + step * one - two, one
    return 2 * (one * one + two * two - step * one * two) / len(samples)
