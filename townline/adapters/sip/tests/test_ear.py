"""What the demo's telephone says it heard is what was spoken, though many prompts begin alike."""

import random
import struct

from townline.adapters.sip.demo.ear import Ear
from townline.adapters.sip.softphone.sound import FRAME

_HEADER = b"\x80\x08" + bytes(10)  # of a packet with A-law


def _wav(path, sound: bytes) -> None:
    head = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", 0, b"WAVE", b"fmt ", 16, 6, 1, 8000, 8000, 1, 8)
    path.write_bytes(head + struct.pack("<4sI", b"data", len(sound)) + sound)


def test_prompts_that_begin_alike_are_told_apart(tmp_path):
    noise = random.Random(7)  # noqa: S311 -- sound, not a secret
    alike = noise.randbytes(40 * FRAME)
    spoken, sounds = {}, {}
    own = [noise.randbytes(50 * FRAME) for _ in range(2)]
    for words, sound in (
        ("차 주인에게 연결합니다.", alike + own[0] + noise.randbytes(20 * FRAME)),
        ("차 주인이 전화를 받지 않습니다.", alike + own[1]),
        ("한들구입니다. 차 주인에게 연결합니다.", noise.randbytes(120 * FRAME) + own[0]),
    ):
        path = tmp_path / f"{len(spoken)}.wav"
        sounds[words] = sound
        _wav(path, sounds[words])
        spoken[path] = words
    ear = Ear(lambda: spoken)
    ear.learn()
    for words, sound in sounds.items():
        packets = (_HEADER + sound[n : n + FRAME] for n in range(0, len(sound), FRAME))
        assert {ear.words(packet) for packet in packets} - {""} == {words}
