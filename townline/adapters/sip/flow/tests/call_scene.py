"""A whole line in one process: a real endpoint, a real rtpengine, two telephones with sound."""

import asyncio
import datetime as dt
import math
import struct
import wave
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass

from townline.adapters.sip.flow import Desk, Threads
from townline.adapters.sip.flow.worker_context import WorkerContext
from townline.adapters.sip.softphone.line import SoftphoneLine
from townline.adapters.sip.softphone.sound import Sound
from townline.adapters.sip.stack.endpoint import Endpoint, Options
from townline.adapters.sip.stack.media.prompts import Prompts
from townline.adapters.sip.stack.transport.hops import Hop
from townline.adapters.sip.stack.trunks import address
from townline.lines.safenumbers.voice_menu import (
    MORE_PROMPTS,
    PROMPTS,
    CallPlan,
    CodeFound,
    CodeWrong,
    DialledLine as SafeLine,
    Pace,
    RequestMade,
)
from townline.platform.core.text import msisdn

SAFE, SHOWN = "050400001234", "+8250400001234"
CALLER, OWNER, SECOND = "01000000077", "01000000042", "01000000043"
# A test that waits for a limit makes it short; all others must not come to it on a busy machine.
PACE = Pace(pause=0.1)


def tune(path, frequency, seconds=0.1):
    count = int(8000 * seconds)
    samples = [int(9000 * math.sin(2 * math.pi * frequency * n / 8000)) for n in range(count)]
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(struct.pack(f"<{count}h", *samples))


class Pitches(Prompts):
    """Each prompt is a tone of its own, so that a test can tell which one was heard."""

    def __init__(self, folder):
        super().__init__(folder, {})
        self.played = []
        for key in (*PROMPTS, *MORE_PROMPTS):
            tune(folder / f"{key}.wav", 700)
        tune(folder / "menu.wav", 1300, 0.4)
        tune(folder / "owner_ask.wav", 1700, 0.6)
        tune(folder / "answer_2.wav", 2100, 0.6)
        tune(folder / "rotated.wav", 700, 0.6)
        tune(folder / "ring.wav", 300, 0.5)
        self._folder = folder

    def files(self, keys, language):
        self.played += [(key, language) for key in keys]
        return [str(self._folder / f"{key}.wav") for key in keys]

    def ringback(self):
        return str(self._folder / "ring.wav")

    def was_played(self, key):
        return any(key == recorded_key for recorded_key, _ in self.played)


@dataclass
class StubRefusal:
    status: int
    outcome: str
    prompts: tuple[str, ...] = ()
    words: str = ""


class Book:
    """The house's side of calls, kept in memory: what was asked of it, and what it answers."""

    def __init__(self):
        self.line, self.refusal, self.phones = SafeLine(number=SHOWN, phones=1), None, (OWNER,)
        self.requests, self.stages, self.ends, self.stored = Counter(), [], {}, {}
        self.answer, self.began, self.codes, self.pace = None, [], {}, PACE

    def call_begin(self, *, call_id, worker, trunk, dialled, caller, now, dialogs=b""):
        self.stored[call_id] = dialogs
        self.began.append((call_id, dialled, caller))
        if self.refusal:
            return self.refusal
        return CallPlan(call_id=call_id, line=self.line, textable=True, pace=self.pace)

    def call_stage(self, *, call_id, stage, now, language=""):
        self.stages.append(str(stage))

    def call_request(self, *, call_id, kind, now):
        self.requests[kind] += 1
        return RequestMade()

    def call_agree(self, *, call_id, now):
        self.requests["agree"] += 1

    def call_help(self, *, call_id, now):
        self.requests["help"] += 1

    def call_code(self, *, call_id, code, now):
        return CodeFound(SafeLine(number=self.codes[code])) if code in self.codes else CodeWrong()

    def call_phones(self, call_id):
        return tuple(msisdn.parse(phone) for phone in self.phones)

    def call_reply(self, call_id):
        return self.answer

    def call_end(self, *, call_id, outcome, now):
        self.ends.setdefault(call_id, []).append(str(outcome))

    def dialogs_keep(self, *, call_id, worker, dialogs):
        self.stored[call_id] = dialogs
        return True


class Telephone:
    """A telephone with a line and sound, which a test plays."""

    def __init__(self, host, tone):
        self.sound = Sound(host, tone=tone)
        self.host, self.calls, self.lines = host, asyncio.Queue(), []
        self.line = SoftphoneLine(self.calls.put_nowait, lambda way, m: self.lines.append((way, m)))
        self.call = None

    async def open(self):
        await self.line.open(self.host)
        await self.sound.open()

    async def close(self):
        await self.sound.close()
        self.line.close()

    async def dial(self, place, number=SAFE, caller=CALLER):
        self.call = await self.line.dial(place, number, caller=caller, sdp=self.sound.sdp())
        return self.call

    async def rung(self):
        """Wait for a call to come in, and ring."""
        self.call = await asyncio.wait_for(self.calls.get(), 20)
        self.call.ring()
        return self.call

    async def pick_up(self):
        self.sound.packets.clear()  # of a call before this one
        self.sound.talk_to(self.call._invite.body)
        self.call.pick_up(self.sound.sdp())

    async def next(self, wanted):
        """Wait for this news of the call; offers are accepted on the way."""
        async with asyncio.timeout(30):
            while True:
                what, status, sdp = await self.call.news.get()
                if what in {"answered", "offered"}:
                    self.sound.talk_to(sdp)
                if what == "offered":
                    self.call.pick_up(self.sound.sdp())
                if what == wanted:
                    return status


class Scene:
    """``desk`` runs the calls, ``book`` is what the house was asked."""

    def __init__(self, media, endpoint, desk, book, prompts, caller, owner):  # noqa: PLR0917 -- a test's parts
        self.media, self.endpoint, self.desk, self.book = media, endpoint, desk, book
        self.prompts, self.caller, self.owner = prompts, caller, owner

    @property
    def place(self):
        hop = self.endpoint.places[0]
        return hop.host, hop.port

    async def answered(self, **options):
        """Let the caller dial and be answered by the menu."""
        await self.caller.dial(self.place, **options)
        await self.caller.next("answered")

    async def press(self, key):
        await self.caller.sound.press(key)

    async def until(self, condition, seconds=20):
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 -- what threads did rings no bell
                await asyncio.sleep(0.02)

    @property
    def outcomes(self):
        return list(self.book.ends.values())


@asynccontextmanager
async def scene(rtpengine, folder, *, store=None, **options):
    """Have it all for a while. ``store``: the real house in the place of ``Book``."""
    media = await rtpengine.media()
    caller, owner = Telephone("127.0.0.10", 440), Telephone("127.0.0.20", 1000)
    await caller.open()
    await owner.open()
    phones = (owner, caller)
    trunks = address.read_all(
        ",".join(f"sip:{phone.host}:{phone.line.address[1]}" for phone in phones)
    )
    book, prompts, threads = Book(), Pitches(folder), Threads()
    desk = None

    async def on_call(leg, dialled, who):
        await desk.run(leg, dialled, who)

    endpoint = Endpoint(Options(places=[Hop("udp", "127.0.0.1", 0)], trunks=trunks), on_call)
    desk = Desk(
        WorkerContext(
            worker="worker", media=media, prompts=prompts, dialler=endpoint, store=store or book,
            threads=threads, now=lambda: dt.datetime.now(dt.UTC), **options,
        )
    )  # fmt: skip
    await endpoint.start()
    here = Scene(media, endpoint, desk, book, prompts, caller, owner)
    try:
        yield here
        async with asyncio.timeout(30):
            await desk.quiet()
        ours = {str(call_id) for call_id, _, _ in book.began}
        left = [name for name in await rtpengine.calls(media) if name.partition(".")[0] in ours]
    finally:
        await endpoint.stop()
        await caller.close()
        await owner.close()
        await media.close_down()
        threads.close()
    assert left == []
    assert len(desk) == 0
    assert all(len(ends) == 1 for ends in book.ends.values())
