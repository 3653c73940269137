"""SDP read by a small grammar and written anew: what is not named here never gets through.

Address lines, names, labels, candidates and whatever a device adds to tell of itself are left
behind, because nothing is ever copied: a description is built from checked parts (RFC 4566, 3264).
"""

import ipaddress
import re
import secrets
from dataclasses import dataclass, field, replace
from typing import Final

from townline.adapters.sip.stack.media.codecs import KEYS, PCMA, PCMU, Codec, codec_of

MAX_CODECS: Final = 12
_MAX_KEYS: Final = 16  # rtpengine offers a dozen, the commonest last
_BYTES: Final = 16_384
_LINES: Final = 500
_KINDS: Final = frozenset({"audio", "video", "image", "text", "message", "application"})
_DIRECTIONS: Final = frozenset({"sendrecv", "sendonly", "recvonly", "inactive"})
_PROFILES: Final = {"RTP/AVP": False, "RTP/AVPF": False, "RTP/SAVP": True, "RTP/SAVPF": True}
# The suites of RFC 4568 that Debian's rtpengine speaks; a key is base64 and nothing behind it.
_CRYPTO: Final = re.compile(
    r"(\d{1,2} (?:AES_(?:CM_128|256_CM)_HMAC_SHA1_(?:80|32)|AEAD_AES_(?:128|256)_GCM)"
    r" inline:[A-Za-z0-9+/]{16,90}={0,2})(?:\|2\^\d{1,2})?(?:\|\d{1,3}:\d)?"
)
MIRRORED: Final = {
    "sendrecv": "sendrecv", "sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive",
}  # fmt: skip
# Where sound goes that nobody is to hear: the discard port of the machine itself (RFC 863).
_NOWHERE: Final = ("127.0.0.1", 9)


class SdpUnusable(ValueError):
    """No sound can be agreed on with this description; the words hold none of it.

    ``warning``: the code of RFC 3261 §20.43 that says why.
    """

    warning = 399


class AddressUnusable(SdpUnusable):
    """All of the sound is offered at addresses of a network that is not spoken here."""

    warning = 301


@dataclass(frozen=True, slots=True)
class Audio:
    """One stream of sound. ``shape`` names every medium offered, ``place`` is this one's."""

    address: str
    port: int
    codecs: tuple[Codec, ...]
    secure: bool = False
    direction: str = "sendrecv"
    ptime: int | None = None
    crypto: tuple[str, ...] = ()
    shape: tuple[str, ...] = ("audio",)
    place: int = 0


@dataclass(slots=True)
class Origin:
    """Who speaks on one leg: a number by chance, and a version that grows with each change."""

    number: int = field(default_factory=lambda: secrets.randbits(46))
    version: int = 0
    last: bytes = b""


@dataclass(slots=True)
class _Medium:
    kind: str
    port: int
    profile: str
    payloads: list[str]
    address: str
    lines: list[str] = field(default_factory=list)


def parse(raw: bytes) -> Audio:
    """Read the first stream of sound that is not refused, by IPv4. Raises SdpUnusable."""
    session: list[str] = []
    media: list[_Medium] = []
    address = ""
    for line in _lines(raw):
        if line.startswith("m="):
            media.append(_medium(line, address))
        elif line.startswith("c=") and not media:
            address = _address(line)
        elif line.startswith("c="):
            media[-1].address = _address(line)
        else:
            (media[-1].lines if media else session).append(line)
    sound = [n for n, medium in enumerate(media) if medium.kind == "audio" and medium.port]
    if not sound:
        raise SdpUnusable("no sound is offered")
    place = next((n for n in sound if ":" not in media[n].address), None)
    if place is None:
        raise AddressUnusable("the sound is offered by IPv6 only, which is not spoken here")
    return replace(_audio(media[place], session), shape=tuple(m.kind for m in media), place=place)


def write(audio: Audio, origin: Origin) -> bytes:
    """Write a description as ours; what is said again unchanged keeps its version."""
    body = "".join(f"{line}\r\n" for line in _body(audio)).encode()
    if body != origin.last:
        origin.version, origin.last = origin.version + 1, body
    return (
        f"v=0\r\no=- {origin.number} {origin.version} {_where(audio.address)}\r\ns=-\r\n"
    ).encode() + body


def fit_media_shape(audio: Audio, offer: Audio) -> Audio:
    """Answer as many media as were offered, in their order: all but the sound are refused."""
    return replace(audio, shape=offer.shape, place=offer.place)


def alone(audio: Audio) -> Audio:
    """Describe the sound only, whatever else was offered beside it."""
    return replace(audio, shape=("audio",), place=0)


def choose_codec(audio: Audio, *, like: str = "", unlike: str = "") -> Codec:
    """Choose the codec of one stream: ``like`` if it is there, ``unlike`` only if nothing else is.

    Both are names in capitals; G.711 goes before others. Raises SdpUnusable if there is none that
    prompts can be spoken in.
    """
    able = [codec for codec in audio.codecs if codec.speaks]
    if not able:
        raise SdpUnusable("none of the codecs can carry speech")

    def badness(codec: Codec) -> tuple[bool, bool, bool]:
        name = codec.name.upper()
        return name != like, name == unlike, not codec.is_g711

    return min(able, key=badness)


def only(audio: Audio, chosen: Codec) -> Audio:
    """Describe one codec of a stream, and the keys that go with it."""
    keys = [c for c in audio.codecs if c.is_keys and c.rate == chosen.rate][:1]
    return replace(audio, codecs=(chosen, *keys))


def either_law(audio: Audio, *, last: Codec) -> Audio:
    """Offer both laws of G.711 for a stream, whatever it spoke; ``last`` is the less wanted one."""
    laws = sorted((PCMU, PCMA), key=lambda law: law.name == last.name.upper())
    keys = [c for c in audio.codecs if c.is_keys and c.rate == PCMA.rate][:1] or [KEYS]
    return replace(audio, codecs=(*laws, *keys))


def nowhere(offer: Audio) -> Audio:
    """Answer an offer with one codec that prompts can be spoken in, and listen to nothing."""
    address, port = _NOWHERE
    return Audio(address, port, only(offer, choose_codec(offer)).codecs, ptime=offer.ptime)


def ours() -> Audio:
    """Offer what prompts can be spoken in, and listen to nothing."""
    address, port = _NOWHERE
    return Audio(address, port, (PCMU, PCMA, KEYS))


def silent(audio: Audio) -> Audio:
    """Describe the same sound, at a place where nobody is."""
    address, port = _NOWHERE
    return replace(audio, address=address, port=port)


def _lines(raw: bytes) -> list[str]:
    if len(raw) > _BYTES:
        raise SdpUnusable("the description is too long")
    lines = raw.decode("utf-8", "replace").splitlines()
    if len(lines) > _LINES or not lines or lines[0].strip() != "v=0":
        raise SdpUnusable("this is no session description")
    return [line.strip() for line in lines]


def _medium(line: str, address: str) -> _Medium:
    words = line[2:].split()
    # "49170/2" offers several ports; the first is the stream's.
    port = words[1].partition("/")[0] if len(words) > 3 else ""  # noqa: PLR2004 -- m= kind port profile payload…
    if words[:1] == [] or words[0] not in _KINDS or not re.fullmatch(r"\d{1,5}", port):
        raise SdpUnusable("a medium cannot be read")
    if int(port) > 65535:  # noqa: PLR2004 -- UDP's last port
        raise SdpUnusable("a port cannot be read")
    return _Medium(words[0], int(port), words[2].upper(), words[3:], address)


def _address(line: str) -> str:
    match = re.fullmatch(r"c=IN IP([46]) ([0-9A-Fa-f:.]+)(?:/\d{1,3})?", line)
    try:
        found = ipaddress.ip_address(match[2]) if match else None
    except ValueError:
        found = None
    # A name would make us ask its owner's name server; a group would make us call many.
    if match is None or found is None or found.version != int(match[1]) or found.is_multicast:
        raise SdpUnusable("the address of the sound cannot be read")
    return str(found)


def _audio(medium: _Medium, session: list[str]) -> Audio:
    if medium.profile not in _PROFILES or not medium.address:
        raise SdpUnusable("the sound is offered in a way that is not spoken here")
    lines = [line[2:] for line in medium.lines if line.startswith("a=")]
    audio = Audio(
        medium.address,
        medium.port,
        _codecs(medium.payloads, lines),
        secure=_PROFILES[medium.profile],
        direction=_direction(lines) or _direction([line[2:] for line in session]) or "sendrecv",
        ptime=_ptime(lines),
        crypto=_crypto(lines),
    )
    if audio.secure and not audio.crypto:
        raise SdpUnusable("no key for the sound can be read")
    return audio


def _codecs(payloads: list[str], lines: list[str]) -> tuple[Codec, ...]:
    maps, formats = _table("rtpmap:", lines), _table("fmtp:", lines)
    found = [codec_of(p, maps.get(p, ""), formats.get(p, "")) for p in payloads[:MAX_CODECS]]
    known_codecs = tuple(codec for codec in found if codec is not None)
    if not any(codec.carries_sound for codec in known_codecs):
        raise SdpUnusable("none of the codecs is known")
    return known_codecs


def _table(name: str, lines: list[str]) -> dict[str, str]:
    pairs = (line[len(name) :].partition(" ") for line in lines if line.startswith(name))
    return {payload: value.strip() for payload, _, value in pairs}


def _direction(lines: list[str]) -> str:
    return next((line for line in lines if line in _DIRECTIONS), "")


def _ptime(lines: list[str]) -> int | None:
    found = next((line[6:] for line in lines if line.startswith("ptime:")), "")
    return int(found) if re.fullmatch(r"[1-6]0", found) else None


def _crypto(lines: list[str]) -> tuple[str, ...]:
    given = (line[7:] for line in lines if line.startswith("crypto:"))
    matches = (_CRYPTO.fullmatch(value) for value in given)
    return tuple(match[1] for match in matches if match)[:_MAX_KEYS]


def _body(audio: Audio) -> list[str]:
    lines = [f"c={_where(audio.address)}", "t=0 0"]
    for place, kind in enumerate(audio.shape):
        lines += _sound(audio) if place == audio.place else [f"m={kind} 0 RTP/AVP 0"]
    return lines


def _sound(audio: Audio) -> list[str]:
    profile = "RTP/SAVP" if audio.secure else "RTP/AVP"
    payloads = " ".join(str(codec.payload) for codec in audio.codecs)
    lines = [f"m=audio {audio.port} {profile} {payloads}"]
    for codec in audio.codecs:
        lines += codec.lines()
    if audio.secure:
        lines += [f"a=crypto:{value}" for value in audio.crypto]
    if audio.ptime:
        lines.append(f"a=ptime:{audio.ptime}")
    return [*lines, f"a={audio.direction}"]


def _where(address: str) -> str:
    return f"IN IP{6 if ':' in address else 4} {address}"
