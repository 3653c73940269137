"""The codecs that may be named in a description, and the parameters each may have."""

import re
from dataclasses import dataclass
from typing import Final

_STATIC: Final = {
    "0": "PCMU/8000",
    "3": "GSM/8000",
    "8": "PCMA/8000",
    "9": "G722/8000",
    "13": "CN/8000",
    "18": "G729/8000",
}
# Those rtpengine can speak a prompt in; the others are passed through between two people.
_SPOKEN: Final = frozenset({"PCMU", "PCMA", "G722", "GSM", "OPUS", "SPEEX", "ILBC", "G726-32"})
_PASSED: Final = frozenset({"G729", "AMR", "AMR-WB", "EVS", "CN", "TELEPHONE-EVENT"})
_NAMES: Final = _SPOKEN | _PASSED
_RATES: Final = frozenset({8000, 16000, 32000, 48000})
# Each value is a short number, a list of digits or one of a few words: there is no room in them
# for a telephone number or a name.
_VALUE: Final = (
    r"(?:\d{1,5}(?:\.\d{1,2})?(?:-\d{1,3}(?:\.\d{1,2})?)?|\d(?:,\d){1,8}"
    r"|yes|no|nb|wb|swb|fb|nb-wb|nb-swb|nb-fb)"
)
_PARAMETERS: Final = (
    "mode-set|octet-align|mode-change-capability|mode-change-period|mode-change-neighbor|max-red"
    "|crc|robust-sorting|annexb|useinbandfec|usedtx|maxplaybackrate|sprop-maxcapturerate|stereo"
    "|sprop-stereo|minptime|cbr|mode|br|bw|br-send|br-recv|bw-send|bw-recv|dtx|hf-only|ch-aw-recv"
    "|evs-mode-switch"
)
_PAIR: Final = re.compile(rf"(?:{_PARAMETERS})={_VALUE}", re.IGNORECASE)
_KEYS: Final = re.compile(r"\d{1,2}(?:-\d{1,2})?(?:,\d{1,2}(?:-\d{1,2})?){0,6}")


@dataclass(frozen=True, slots=True)
class Codec:
    """``name`` as in rtpmap (``PCMA``), ``rate`` in hertz, ``fmtp`` checked."""

    payload: int
    name: str
    rate: int
    channels: str = ""
    fmtp: str = ""

    @property
    def is_keys(self) -> bool:
        """Whether it carries pressed keys (RFC 4733)."""
        return self.name.upper() == "TELEPHONE-EVENT"

    @property
    def is_g711(self) -> bool:
        return self.name.upper() in {"PCMU", "PCMA"}

    @property
    def carries_sound(self) -> bool:
        return not self.is_keys and self.name.upper() != "CN"

    @property
    def speaks(self) -> bool:
        """Whether prompts can be spoken in it."""
        return self.name.upper() in _SPOKEN

    def lines(self) -> list[str]:
        """Write its lines of a description."""
        lines = [f"a=rtpmap:{self.payload} {self.name}/{self.rate}{self.channels}"]
        return [*lines, f"a=fmtp:{self.payload} {self.fmtp}"] if self.fmtp else lines


PCMU, PCMA = Codec(0, "PCMU", 8000), Codec(8, "PCMA", 8000)
KEYS = Codec(101, "telephone-event", 8000, fmtp="0-15")


def codec_of(payload: str, rtpmap: str, fmtp: str) -> Codec | None:
    """Check one codec of a description; None for one that is not known."""
    match = re.fullmatch(
        r"([A-Za-z0-9-]{2,15})/(\d{4,5})(/[12])?", rtpmap or _STATIC.get(payload, "")
    )
    if match is None or not re.fullmatch(r"\d{1,3}", payload) or int(payload) > 127:  # noqa: PLR2004 -- seven bits
        return None
    name, rate = match[1], int(match[2])
    if name.upper() not in _NAMES or rate not in _RATES:
        return None
    # Its channels are said only where they are not one.
    channels = match[3] if match[3] == "/2" else ""
    return Codec(int(payload), name, rate, channels or "", _clean_fmtp(name, fmtp))


def _clean_fmtp(name: str, fmtp: str) -> str:
    if name.upper() == "TELEPHONE-EVENT":
        return fmtp if _KEYS.fullmatch(fmtp) else "0-15"
    pairs = [pair.strip() for pair in fmtp.split(";")]
    return ";".join(pair for pair in pairs if _PAIR.fullmatch(pair))
