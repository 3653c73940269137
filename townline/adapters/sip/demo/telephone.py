"""One of the two telephones: its call, what it heard, what it saw, as a page shows it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from townline.adapters.sip.demo.ear import Ear
from townline.adapters.sip.softphone.call import PhoneCall
from townline.adapters.sip.softphone.message import Message
from townline.adapters.sip.softphone.sound import Sound

type State = Literal["idle", "calling", "ringing", "talking", "over"]
_LINES = 60


@dataclass(frozen=True, slots=True)
class SipMessage:
    """A message as it went over the line: ``sent`` or ``got``."""

    way: str
    at: dt.datetime
    text: str


@dataclass(slots=True)
class Telephone:
    """``shown``: the number on its screen; ``heard``: prompts in words, in the order they came."""

    ear: Ear
    state: State = "idle"
    shown: str = ""
    status: int = 0
    prompts: list[str] = field(default_factory=list)
    pressed: str = ""
    seen: list[SipMessage] = field(default_factory=list)
    call: PhoneCall | None = None
    sound: Sound | None = None
    version: int = 0

    @property
    def busy(self) -> bool:
        return self.state in {"calling", "ringing", "talking"}

    def change(self) -> None:
        """Let the page know."""
        self.version += 1

    async def begin(self, state: State, shown: str, *, tone: int) -> Sound:
        """Take up a new call with fresh sound; ``tone`` is its voice, in hertz."""
        await self.silence()
        self.state, self.shown, self.status = state, shown, 0
        self.prompts, self.pressed, self.seen = [], "", []
        self.sound = Sound(tone=tone)
        self.sound.each = self._hear
        await self.sound.open()
        self.change()
        return self.sound

    async def end(self, status: int = 0) -> None:
        """The call is over."""
        self.state, self.status = "over", status
        self.change()
        await self.silence()

    async def silence(self) -> None:
        """Give the ports of the sound back."""
        sound, self.sound = self.sound, None
        if sound is not None:
            await sound.close()

    def on_message(self, way: str, message: Message) -> None:
        """Keep a message for the page."""
        text = bytes(message).decode(errors="replace").replace("\r", "").strip()
        self.seen = [*self.seen[-_LINES:], SipMessage(way, dt.datetime.now(dt.UTC), text)]
        self.change()

    def _hear(self, packet: bytes) -> None:
        words = self.ear.words(packet)
        if words and self.prompts[-1:] != [words]:
            self.prompts.append(words)
            self.change()
