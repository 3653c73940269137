"""Nobody is given away: every packet to each side is searched for what is the other's."""

import asyncio
import base64
import datetime as dt
import os
import re
import struct

import pytest

from townline.adapters.sip.flow import Desk, Threads
from townline.adapters.sip.flow.tests.call_scene import Book, Pitches
from townline.adapters.sip.flow.worker_context import WorkerContext
from townline.adapters.sip.stack.endpoint import Endpoint
from townline.adapters.sip.stack.legs.inviting import Invitation
from townline.adapters.sip.stack.legs.outbound import OutboundLeg
from townline.adapters.sip.stack.media import sdp
from townline.adapters.sip.stack.media.sound import Sound
from townline.adapters.sip.tests import canaries, devices, sipp
from townline.adapters.sip.tests.canaries import Side, find_secrets
from townline.adapters.sip.tests.line import line, until

pytestmark = [
    pytest.mark.peer,
    pytest.mark.skipif(not canaries.may_watch(), reason="only root may look at the wire"),
]
# Addresses that no other run on this machine uses: all that goes to them is searched.
NET = f"127.{100 + os.getpid() // 200 % 100}.{os.getpid() % 200}"
CALLER = Side(f"{NET}.110", "+821000007731", "Canary-Caller-Name", "CallerDevice9000")
OWNER = Side(f"{NET}.120", "+821000004482", "Canary-Owner-Name", "OwnerDevice70000")
SAFE = "050400001234"


def own(side, step, body=""):
    """Let a side say everything it has about itself in a message."""
    step = step.replace("\nContent-", f"\n{side.headers()}\nContent-", 1)
    step = step.replace("+821000000042", side.number).replace('"caller"', f'"{side.name}"')
    step = step.replace("sip:owner@", f"sip:{side.number};x={side.device}@")
    return step.replace("050400000001", SAFE)


class Voice(asyncio.DatagramProtocol):
    """RTP or RTCP of a side; counts what it hears."""

    def __init__(self):
        self.received = 0

    def datagram_received(self, data, addr):
        self.received += 1


class Ears:
    """Both ports of a side. Its RTCP names its device, and so does each of its packets of sound.

    Until both are joined (``join_and_mark``) it sends whatever could name it besides.
    """

    def __init__(self, side):
        self.side, self.sound, self.reports = side, Voice(), Voice()
        self.place, self.law, self.joined, self.moves, self.since = None, 0, False, 0, 0

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        self.port = sipp.free_port(self.side.host) & ~1
        self.rtp, _ = await loop.create_datagram_endpoint(
            lambda: self.sound, local_addr=(self.side.host, self.port)
        )
        self.rtcp, _ = await loop.create_datagram_endpoint(
            lambda: self.reports, local_addr=(self.side.host, self.port + 1)
        )
        return self

    def talk_to(self, sdp):
        text = sdp.decode()
        host = re.search(r"c=IN IP4 (\S+)", text)[1]
        port, payloads = re.search(r"m=audio (\d+) \S+ ([\d ]+)", text).groups()
        self.place, self.law = (host, int(port)), 0 if "0" in payloads.split() else 8

    async def speak(self):
        """Send sound and reports until stopped."""
        name = self.side.device.encode()
        item = b"\x01" + bytes([len(name)]) + name + b"\x02\x05" + b"Name7" + b"\0"
        item += bytes(-len(item) % 4)
        report = struct.pack(">BBHIIIIII", 0x80, 200, 6, 77, 1, 2, 3, 4, 5)
        sdes = struct.pack(">BBHI", 0x81, 202, 1 + len(item) // 4, 77) + item
        number = 0
        while True:
            if self.place:
                naming = canaries.NAMING[sorted(canaries.NAMING)[number % 3]]
                stamp = struct.pack(">BHII", self.law, number & 0xFFFF, number * 160, 77)
                self.rtp.sendto(naming(stamp, b"\xff" * 160, name), self.place)
                if number % 5 == 0:
                    there = (self.place[0], self.place[1] + 1)
                    self.rtcp.sendto(report + sdes, there)
                number += 1
                if not self.joined:
                    self._send_everything(name)
            await asyncio.sleep(0.02)

    def _send_everything(self, name):
        head = struct.pack(">BHI4s", self.law, 1, 1, b"ssrc")
        for port, make in devices.NAMING.values():
            data = make(head, b"\xd5" * 160, name)
            (self.rtcp if port else self.rtp).sendto(data, (self.place[0], self.place[1] + port))

    async def __aexit__(self, *_):
        self.rtp.close()
        self.rtcp.close()
        await asyncio.sleep(0)


class Watching(Endpoint):
    """Tells the test where sound goes."""

    owner_ears = None

    async def dial(self, *, target, from_number, sdp):
        self.owner_ears.talk_to(sdp)
        return await super().dial(target=target, from_number=from_number, sdp=sdp)


class LeakyInvitation(Invitation):
    """Copies one header of the caller over. It must be found."""

    copied = ""

    def headers(self):
        return [*super().headers(), ("subject", self.copied)]


class LeakyLeg(OutboundLeg):
    invitation = LeakyInvitation


class Leaky(Watching):
    outbound = LeakyLeg


class LeakyDescription(Watching):
    """Hands the caller's SDP over as it is. It must be found, and so must the sound."""

    caller_offer = b""

    async def dial(self, *, target, from_number, sdp):
        del sdp
        return await super().dial(target=target, from_number=from_number, sdp=self.caller_offer)


def calling(ears):
    body = CALLER.sdp(ears.port)
    again = own(CALLER, sipp.answer_in_dialog(body=CALLER.sdp(ears.port, version=2)))
    key = sipp.ask("INFO", number=2, body="Signal=3\nDuration=160\n")
    return [
        own(CALLER, sipp.invite(body=body)),
        sipp.got(100),
        sipp.got(200, routes=True),
        own(CALLER, sipp.ack()),
        own(CALLER, key.replace("application/sdp", "application/dtmf-relay")),
        sipp.got(200),
        *([] if ears.alone else [sipp.got("INVITE"), again, sipp.got("ACK")]),
        *([] if ears.alone else [sipp.got("INVITE"), again, sipp.got("ACK")]),
        sipp.got("BYE"),
        own(CALLER, sipp.answer_in_dialog()),
    ]


def answering(ears):
    body = OWNER.sdp(ears.port)
    key = sipp.owner_asks("INFO", number=1, body="Signal=1\nDuration=160\n")
    hold = OWNER.sdp(ears.port, version=2, direction="sendonly")
    return [
        sipp.got_invite(),
        own(OWNER, sipp.reply(180)),
        own(OWNER, sipp.reply(183, body=body)),
        sipp.pause(700),
        own(OWNER, sipp.reply(200, body=body, retransmitted=True)),
        sipp.got("ACK"),
        sipp.pause(700),
        own(OWNER, key.replace("application/sdp", "application/dtmf-relay")),
        sipp.got(200),
        own(OWNER, sipp.owner_asks("MESSAGE", number=2)),
        sipp.got(405),
        own(OWNER, sipp.owner_asks("REFER", number=3, extra=f"Refer-To: <sip:{OWNER.number}@x>")),
        sipp.got(405),
        own(OWNER, sipp.owner_asks("INVITE", number=4, body=hold)),
        sipp.got(100, optional=True),
        sipp.got(200),
        own(OWNER, sipp.owner_asks("ACK", number=4)),
        sipp.got("BYE"),
        own(OWNER, sipp.answer_in_dialog()),
    ]


def refusing(status):
    extra = f"Contact: <sip:{OWNER.number}@{OWNER.host}>" if status == 302 else ""
    refusal = sipp.reply(status, extra=extra, contact=False, retransmitted=True)
    named = own(OWNER, refusal).replace(f"SIP/2.0 {status} x", f"SIP/2.0 {status} {OWNER.name}")
    return [sipp.got_invite(), named, sipp.got("ACK")]


async def watched_call(tmp_path, rtpengine, kind, *, refused=0):
    """Let both talk (or the owner refuse), and give every packet that either got."""
    async with Ears(CALLER) as caller, Ears(OWNER) as owner:
        media, threads = await rtpengine.media(), Threads()
        try:
            return await run_leak_call(tmp_path, kind, (caller, owner), (media, threads), refused)
        finally:
            await media.close_down()
            threads.close()


async def run_leak_call(tmp_path, kind, ears, parts, refused):
    caller, owner = ears
    join = Sound.join

    async def join_and_mark(sound, ask):
        """Both are put together only after the press; a moment before they send less."""
        caller.joined = owner.joined = True
        await asyncio.sleep(0.1)
        await join(sound, ask)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Sound, "join", join_and_mark)
        return await _run_call(tmp_path, kind, ears, parts, refused)


async def _run_call(tmp_path, kind, ears, parts, refused):
    caller, owner = ears
    media, threads = parts
    caller.alone = bool(refused)
    kind.owner_ears, book = owner, Book()
    book.phones = (OWNER.number,)
    answers = refusing(refused) if refused else answering(owner)
    async with (
        canaries.capture_packets(tmp_path, (CALLER.host, OWNER.host)) as read,
        sipp.peer(tmp_path, answers, host=OWNER.host) as phone,
    ):

        async def on_call(leg, dialled, who):
            answer, again = leg.answer, leg.reinvite

            async def answer_caller(sdp):
                caller.talk_to(sdp)
                await answer(sdp)

            async def reinvite_caller(sdp):
                caller.talk_to(sdp)
                answered = await again(sdp)
                caller.moves, caller.since = caller.moves + 1, caller.sound.received
                return answered

            leg.answer, leg.reinvite = answer_caller, reinvite_caller
            LeakyInvitation.copied = leg._invite.headers.get("subject")
            LeakyDescription.caller_offer = leg.offer
            await desk.run(leg, dialled, who)

        async with line(f"sip:{phone.place},sip:{CALLER.host}", kind=kind, on_call=on_call) as held:
            house = WorkerContext(
                worker="w", media=media, prompts=Pitches(tmp_path), dialler=held.endpoint,
                store=book, threads=threads, now=lambda: dt.datetime.now(dt.UTC),
            )  # fmt: skip
            desk = Desk(house)
            speaking = [asyncio.create_task(each.speak()) for each in (caller, owner)]
            there = {"host": CALLER.host, "to": held.place}
            async with sipp.peer(tmp_path, calling(caller), **there) as handset:
                if refused:
                    await phone.done()
                else:
                    await until(lambda: min(caller.sound.received, owner.sound.received) > 20)
                    await until(lambda: min(caller.reports.received, owner.reports.received) >= 1)
                    await until(lambda: "talking" in book.stages)
                    # Joined, and held, and heard for a while.
                    await until(lambda: caller.moves == 2)
                    await until(lambda: caller.sound.received > caller.since + 20)
                desk.drain()
                await handset.done()
                await phone.done()
            await desk.quiet()
            for task in speaking:
                task.cancel()
            await asyncio.gather(*speaking, return_exceptions=True)
        return await read()


def leaks(packets):
    return {
        "to the owner": find_secrets(packets, towards=OWNER, of=CALLER),
        "to the caller": find_secrets(packets, towards=CALLER, of=OWNER),
        "directly": [p for p in packets if {p.by, p.to} == {CALLER.host, OWNER.host}],
    }


@pytest.mark.parametrize("refused", [0, 302, 486, 603])
def test_nothing_of_one_side_reaches_the_other(tmp_path, rtpengine, refused):
    packets = asyncio.run(watched_call(tmp_path, rtpengine, Watching, refused=refused))
    assert leaks(packets) == {"to the owner": [], "to the caller": [], "directly": []}
    # The search itself sees what is there: each side's own words were on the wire.
    everywhere = b"".join(packet.data for packet in packets)
    for side in (CALLER, OWNER):
        for secret in (side.number, side.name, side.device):
            assert secret.encode() in everywhere


def test_one_header_that_is_copied_is_found(tmp_path, rtpengine):
    packets = asyncio.run(watched_call(tmp_path, rtpengine, Leaky, refused=486))
    assert {secret for secret, _ in leaks(packets)["to the owner"]} >= {
        CALLER.number,
        CALLER.name,
    }


def test_a_description_that_is_handed_over_is_found(tmp_path, rtpengine):
    packets = asyncio.run(watched_call(tmp_path, rtpengine, LeakyDescription, refused=486))
    leaked = {secret for secret, _ in leaks(packets)["to the owner"]}
    assert leaked >= {CALLER.host, CALLER.device, CALLER.name}


def test_a_device_named_in_packets_of_sound_is_found_where_they_go_through(
    tmp_path, rtpengine, monkeypatch
):
    """The control: both sides speak the same law, so nothing is translated."""

    def together(self):
        """Give the caller the codec of the owner's phone."""
        theirs = self._spoken["owner"].name
        mine = next(c for c in self._here["caller"].codecs if c.name == theirs)
        self._spoken["caller"] = mine

    monkeypatch.setattr(Sound, "_part", together)
    packets = asyncio.run(watched_call(tmp_path, rtpengine, Watching))
    assert {secret for secret, _ in leaks(packets)["to the caller"]} == {OWNER.device}


def test_an_owners_room_that_knows_the_caller_too_early_is_found(tmp_path, rtpengine, monkeypatch):
    """The control: what an owner's device sends before the press reaches the caller."""
    monkeypatch.setattr(sdp, "silent", lambda audio: audio)
    packets = asyncio.run(watched_call(tmp_path, rtpengine, Watching))
    assert OWNER.device in {secret for secret, _ in leaks(packets)["to the caller"]}


@pytest.mark.parametrize(
    "form", [str, " ".join, lambda s: s.encode().hex(), lambda s: s[::-1], str.upper]
)
def test_disguises_are_seen_through(form):
    sent = canaries.Packet(CALLER.host, OWNER.host, (1, 2), f"x {form(CALLER.name)} y".encode())
    assert find_secrets([sent], towards=OWNER, of=CALLER)


@pytest.mark.parametrize("before", range(6))
def test_base64_is_seen_through_wherever_it_begins(before):
    text = base64.b64encode(b"z" * before + CALLER.number.encode() + b"zz")
    sent = canaries.Packet(CALLER.host, OWNER.host, (1, 2), text)
    assert find_secrets([sent], towards=OWNER, of=CALLER)
