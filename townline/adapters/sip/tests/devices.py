"""Devices that name themselves in every way in which a packet beside the sound can."""

import asyncio
import re
import struct
from itertools import pairwise

from townline.adapters.sip.softphone.g711 import ALAW, MULAW
from townline.adapters.sip.tests import sipp

LAWS = {0: MULAW, 8: ALAW}
# Every fifth packet leaves out two numbers and a moment: a rhythm that nothing else has.
_EACH, _STEP, _LEAP = 5, 3, 1605
_SOUND, _REPORTS = 0, 1  # the port of the sound and the one after it


def _head(law, number, stamp, source):
    return struct.pack(">BHI4s", law, number & 0xFFFF, stamp & 0xFFFFFFFF, source)


def report(name):
    """Write a report (RTCP) whose CNAME is the name."""
    item = b"\x01" + bytes([len(name)]) + name + b"\0"
    item += bytes(-len(item) % 4)
    sender = struct.pack(">BBHIIIIII", 0x80, 200, 6, 77, 1, 2, 3, 4, 5)
    return sender + struct.pack(">BBHI", 0x81, 202, 1 + len(item) // 4, 77) + item


def _extension(head, sound, name):
    return b"\x90" + head + struct.pack(">HH", 0xBEDE, len(name) // 4) + name + sound


def _sources(head, sound, name):
    return bytes([0x80 | len(name) // 4]) + head + name + sound


def _padding(head, sound, name):
    return b"\xa0" + head + sound + name + bytes(3) + bytes([len(name) + 4])


def _tail(head, sound, name):
    return b"\x80" + head + sound + name


def _unknown(head, _sound, name):
    return b"\x80" + bytes([111]) + head[1:] + name


# By kind: the port it goes to, and the packet made of the head after its first octet, the sound and
# a name of 16 octets.
NAMING = {
    "header extension": (_SOUND, _extension),
    "contributing sources": (_SOUND, _sources),
    "padding": (_SOUND, _padding),
    "tail of the sound": (_SOUND, _tail),
    "type never agreed": (_SOUND, _unknown),
    "report on the port of sound": (_SOUND, lambda _head, _sound, name: report(name)),
    "junk on the port of sound": (_SOUND, lambda _head, _sound, name: b"junk" + name),
    "report": (_REPORTS, lambda _head, _sound, name: report(name)),
    "junk on the port of reports": (_REPORTS, lambda _head, _sound, name: b"junk" + name),
}
NUMBERS = ("source", "sequence", "timestamp")
KINDS = frozenset({*NAMING, *NUMBERS})


class Device(asyncio.DatagramProtocol):
    """Both ports of one side; ``laws``: those it speaks, ``received``: what came to either."""

    def __init__(self, host, letter, laws):
        self.host, self.letter, self.laws = host, letter, laws
        self.packets, self.place = [], None
        self.law, self._number, self._stamp = laws[0], 20_000, 777_777

    @property
    def source(self):
        return f"Src{self.letter}".encode()

    def name(self, kind):
        """Give the name of 16 octets by which a kind is known again."""
        return f"{self.letter}-device-{sorted(NAMING).index(kind):07}".encode()

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        self.port = sipp.free_port(self.host) & ~1
        self._ports = [
            (await loop.create_datagram_endpoint(lambda: self, local_addr=(self.host, port)))[0]
            for port in (self.port, self.port + 1)
        ]
        return self

    async def __aexit__(self, *_):
        for port in self._ports:
            port.close()
        await asyncio.sleep(0)

    def datagram_received(self, data, addr):
        self.packets.append(data)

    def sdp(self):
        """Describe its sound."""
        payloads = " ".join(map(str, self.laws))
        return (
            f"v=0\r\no=- 1 1 IN IP4 {self.host}\r\ns=-\r\nc=IN IP4 {self.host}\r\nt=0 0\r\n"
            f"m=audio {self.port} RTP/AVP {payloads}\r\n"
        ).encode()

    def talk_to(self, sdp):
        """Send there from now on, in a law that was agreed on."""
        text = sdp.decode()
        host = re.search(r"c=IN IP4 (\S+)", text)[1]
        port, payloads = re.search(r"m=audio (\d+) \S+ ([\d ]+)", text).groups()
        self.place = (host, int(port))
        self.law = next(law for law in self.laws if str(law) in payloads.split())

    def send_round(self):
        """Send five packets of sound and one of each kind."""
        for n in range(_EACH):
            leaps = n == _EACH // 2  # between two that are sound and nothing else
            self._number += _STEP if leaps else 1
            self._stamp += _LEAP if leaps else 160
            self._send(_SOUND, b"\x80" + self._head() + b"\xd5" * 160)
        for kind, (port, make) in NAMING.items():
            self._number, self._stamp = self._number + 1, self._stamp + 160
            self._send(port, make(self._head(), b"\xd5" * 160, self.name(kind)))

    def _head(self):
        return _head(self.law, self._number, self._stamp, self.source)

    def _send(self, port, data):
        if self.place:
            self._ports[port].sendto(data, (self.place[0], self.place[1] + port))


async def speak(devices, repeats=12):
    """Let devices send everything for a while, at the pace of sound."""
    for _ in range(repeats):
        for device in devices:
            device.send_round()
        await asyncio.sleep(0.1)
    await asyncio.sleep(0.3)


def kinds_of(device, received):
    """List the kinds by which a device is known from what another one heard."""
    packets = [data for data in received if _is_sound(data)]
    everything = b"|".join(received)
    known = {kind for kind in NAMING if device.name(kind) in everything}
    if _is_in_sound(device.name("tail of the sound"), packets):
        known.add("tail of the sound")
    if device.source in everything:
        known.add("source")
    if _steps(packets, ">H", 2).count(_STEP) > 2:
        known.add("sequence")
    if _steps(packets, ">I", 4).count(_LEAP) > 2:
        known.add("timestamp")
    return known


def _is_sound(data):
    # Reports have types of 200 and more (RFC 5761).
    return len(data) > 12 and data[0] >> 6 == 2 and not 192 <= data[1] <= 223


def _steps(packets, form, place):
    numbers = [struct.unpack_from(form, data, place)[0] for data in packets]
    return [after - before for before, after in pairwise(numbers)]


def _is_in_sound(name, packets):
    """Look for a name in the sound itself, also where one law was translated into the other."""
    samples = [
        sample for data in packets if data[1] & 127 in LAWS
        for sample in LAWS[data[1] & 127].decoded(data[12:])
    ]  # fmt: skip
    return any(_contains_samples(law.decoded(name), samples) for law in LAWS.values())


def _contains_samples(wanted, samples):
    return any(
        all(abs(one - other) <= 0.06 * abs(one) + 0.002 for one, other in zip(wanted, samples[at:]))  # noqa: B905 -- the rest of them
        for at in range(len(samples) - len(wanted) + 1)
    )
