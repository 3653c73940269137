"""An endpoint of ours in a test, and what its calls are told to do."""

import asyncio
import contextlib

from townline.adapters.sip.stack.endpoint import Endpoint, Options
from townline.adapters.sip.stack.timing import Timing
from townline.adapters.sip.stack.transport import listens
from townline.adapters.sip.stack.trunks import address

PATIENCE = 20
OURS = (
    b"v=0\r\no=- 7 7 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    b"m=audio 30000 RTP/AVP 0\r\n"
)
OTHER = OURS.replace(b"30000", b"30002")
QUICK = Timing(t1=0.1, trunk=0.5, glare=0.2, offer=1.0)
SAFE, PHONE = "+8250400000001", "+821000000042"


class TestedLine:
    """An endpoint with the calls that came in."""

    def __init__(self):
        self.calls = asyncio.Queue()
        self.endpoint = None
        self.faults = []

    async def on_call(self, leg, dialled, caller):
        """Hold the call until the test lets it go."""
        over = asyncio.Event()
        self.calls.put_nowait((leg, dialled, caller, over))
        await over.wait()

    @property
    def place(self):
        return self.endpoint.places[0].place

    async def call(self):
        """Give the next call: its leg, what was dialled, who calls."""
        async with asyncio.timeout(PATIENCE):
            leg, dialled, caller, over = await self.calls.get()
        over.set()
        return leg, dialled, caller


async def next_event(leg, kind=None):
    """Give the next event of a leg, which must be of a kind."""
    async with asyncio.timeout(PATIENCE):
        event = await leg.events.get()
    assert kind is None or isinstance(event, kind), event
    return event


async def until(condition):
    """Wait until something is so."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 -- SIPp and tables of ours ring no bell
            await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def line(trunks, *, listen="udp:127.0.0.1:0", timing=QUICK, kind=Endpoint, on_call=None,
               **options):  # fmt: skip
    """Run an endpoint; at the end nothing may be left over."""
    held = TestedLine()
    held.endpoint = kind(
        Options(listens.read_all(listen), address.read_all(trunks), timing=timing, **options),
        on_call or held.on_call,
    )
    await held.endpoint.start()
    try:
        yield held
    except BaseException as error:
        error.add_note(f"refused: {dict(held.endpoint.refused)}")
        raise
    finally:
        await held.endpoint.stop()
