"""What must not reach the other side, how it may be disguised, and how the wire is watched."""

import asyncio
import base64
import contextlib
import os
import re
import signal
import struct
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Side:
    """One side of a call: its place, and a number, a name and a device that are its own."""

    host: str
    number: str
    name: str
    device: str

    @property
    def secrets(self):
        national = "0" + self.number.removeprefix("+82")
        return (self.number, national, national[1:], self.name, self.device, self.host)

    def headers(self):
        """Give every header that could tell of a person."""
        uri = f"<sip:{self.number}@{self.host}>"
        return "\n".join(
            (
                f'P-Asserted-Identity: "{self.name}" {uri}',
                f'P-Preferred-Identity: "{self.name}" {uri}',
                f'Remote-Party-ID: "{self.name}" {uri};party=calling;privacy=off',
                f'Diversion: "{self.name}" {uri};reason=unconditional',
                f"History-Info: {uri};index=1",
                f"P-Access-Network-Info: 3GPP-E-UTRAN;utran-cell-id={self.device}",
                f"P-Charging-Vector: icid-value={self.device}",
                f"P-Called-Party-ID: {uri}",
                f"Subject: {self.name} {self.number}",
                f"Organization: {self.name}",
                f"User-Agent: {self.device}",
                f"Server: {self.device}",
                f"Alert-Info: <http://{self.host}/{self.device}>",
                f"Call-Info: <http://{self.host}/{self.name}>;purpose=icon",
                f"Error-Info: {uri}",
                f"Reply-To: {uri}",
                f'Warning: 399 {self.host} "{self.name}"',
                f'Reason: Q.850;cause=16;text="{self.name}"',
                f"User-to-User: {self.number.encode().hex()};encoding=hex",
                f"Geolocation: <sip:{self.number}@{self.host}>",
                f"Identity: {base64.b64encode(self.number.encode()).decode()}",
                f"X-Device: {self.device}",
                f"X-Number: {' '.join(self.number)}",
                f"Accept-Contact: *;x={self.device}",
            )
        )

    def sdp(self, port, *, version=1, direction="sendrecv"):
        """Describe sound with a word of its own in every line that could hold one."""
        return (
            f"v=0\no={self.device} {version} {version} IN IP4 {self.host}\ns={self.name}\n"
            f"i={self.name} {self.number}\nu=http://{self.host}/{self.device}\n"
            f"e={self.device}@{self.host} ({self.name})\np={self.number}\nc=IN IP4 {self.host}\n"
            f"b=AS:64\nt=0 0\nk=clear:{self.device}\na=tool:{self.device}\na=cat:{self.name}\n"
            f"m=audio {port} RTP/AVP 0 8 96\ni={self.name}\nc=IN IP4 {self.host}\n"
            f"a=rtpmap:0 PCMU/8000\na=rtpmap:8 PCMA/8000\na=rtpmap:96 telephone-event/8000\n"
            f"a=fmtp:96 0-15\na=rtcp:{port + 1} IN IP4 {self.host}\na=ptime:20\n"
            f"a=ssrc:1234 cname:{self.device}\na=label:{self.device}\na=x-who:{self.number}\n"
            f"a=candidate:1 1 UDP 2130706431 {self.host} {port} typ host\n"
            f"a=ice-ufrag:{self.device}\n"
            f"a=ice-pwd:{self.device}{self.device}\na={direction}\n"
            f"m=video {port + 2} RTP/AVP 99\na=rtpmap:99 {self.device}/90000\n"
        )


def disguises(secret):
    """Give a secret in every form in which it may travel, in small letters."""
    plain = secret.encode()
    forms = {plain, plain.hex().encode(), quote(secret).encode(), secret.encode("utf-16-le")}
    forms |= {" ".join(secret).encode(), "-".join(secret).encode(), plain[::-1]}
    # Base64 depends on what stands before: three ways, without the ends that others share.
    for before in range(3):
        coded = base64.b64encode(bytes(before) + plain).decode().rstrip("=")
        forms.add(coded[4 if before else 0 : -1].encode())
    return {form.lower() for form in forms if len(form) >= 8}


def find_secrets(packets, *, towards, of):
    """List what of one side was sent to the other: (secret, disguise, transport)."""
    wanted = {form: secret for secret in of.secrets for form in disguises(secret)}
    return [
        (wanted[form], form)
        for packet in packets
        if packet.to == towards.host
        for form in wanted
        if form in packet.data.lower()
    ]


def _extension(stamp, sound, name):
    """Put a name into a header extension (RFC 8285)."""
    return b"\x90" + stamp + struct.pack(">HH", 0xBEDE, len(name) // 4) + name + sound


def _sources(stamp, sound, name):
    """Put a name into the list of contributing sources."""
    return bytes([0x80 | len(name) // 4]) + stamp + name + sound


def _padding(stamp, sound, name):
    """Put a name into the padding."""
    return b"\xa0" + stamp + sound + name + bytes(3) + bytes([len(name) + 4])


# Packets of sound (RFC 3550) that name a device: made of the head after its first octet, the sound,
# and a name of 16 octets.
NAMING = {"extension": _extension, "sources": _sources, "padding": _padding}


@dataclass(frozen=True)
class Packet:
    """``data`` is what UDP or TCP carried."""

    by: str
    to: str
    ports: tuple[int, int]
    data: bytes


@contextlib.asynccontextmanager
async def capture_packets(folder, hosts):
    """Capture all that these hosts send and get; give a function that reads it at the end."""
    file = folder / "wire.pcap"
    filters = " or ".join(f"host {host}" for host in hosts)
    process = await asyncio.create_subprocess_exec(
        *("tcpdump", "-i", "lo", "--immediate-mode", "-U", "-B", "16384", "-s", "0"),
        *("-w", str(file), filters),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        line = await asyncio.wait_for(process.stderr.readline(), 20)
        assert b"listening on" in line, line

        async def read():
            process.send_signal(signal.SIGINT)
            summary = await process.stderr.read()
            await process.wait()
            assert re.search(rb"\b0 packets dropped by kernel", summary), summary
            return list(packets_of(file.read_bytes()))

        yield read
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def may_watch():
    """Say whether this account may look at the wire."""
    return os.geteuid() == 0


def packets_of(capture):
    """Read a capture file: Ethernet frames that hold IPv4."""
    order = "<" if capture[:4] in {b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1"} else ">"
    place = 24
    while place + 16 <= len(capture):
        length = struct.unpack_from(order + "I", capture, place + 8)[0]
        frame = capture[place + 16 : place + 16 + length]
        place += 16 + length
        packet = _packet(frame[14:])
        if packet:
            yield packet


def _packet(data):
    if len(data) < 20 or data[0] >> 4 != 4:
        return None
    head, protocol = (data[0] & 15) * 4, data[9]
    addresses = [".".join(map(str, data[at : at + 4])) for at in (12, 16)]
    ports = struct.unpack_from(">HH", data, head)
    body = 8 if protocol == 17 else (data[head + 12] >> 4) * 4
    return Packet(*addresses, ports, data[head + body :])
