"""A trunk that asks for SRTP gets it, also when the other side speaks plain RTP."""

import asyncio
import re
import uuid

import pytest

from townline.adapters.sip.softphone.sound import Sound
from townline.adapters.sip.stack.media.tests.test_sound import CallEvents

pytestmark = pytest.mark.peer
CRYPTO = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"


def srtp_offer(sound, tag=b"1"):
    crypto = CRYPTO.replace("crypto:1", f"crypto:{tag.decode()}")
    return sound.sdp(extra=f"{crypto}\r\n").replace(b"RTP/AVP", b"RTP/SAVP")


def test_a_caller_who_offers_srtp_is_answered_with_it_and_the_owner_is_offered_plain(rtpengine):
    async def run():
        media = await rtpengine.media()
        async with Sound("127.0.0.10") as caller:
            call_id = uuid.uuid4()
            answer = await media.open(call_id, srtp_offer(caller), CallEvents())
            assert b"RTP/SAVP 8" in answer
            key = re.search(rb"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:(\S+)", answer)[1]
            assert key.decode() not in CRYPTO
            offer = await media.sound(call_id).offer_owner(secure=False)
            assert b"RTP/AVP 0 8" in offer
            assert b"crypto" not in offer
        await media.close(call_id)
        await media.close_down()

    asyncio.run(run())


def test_what_srtp_carries_is_sealed_on_the_wire_and_plain_to_the_other(rtpengine):
    async def run():
        media = await rtpengine.media()
        caller, owner = Sound("127.0.0.10", tone=440), Sound("127.0.0.20", tone=1000)
        async with caller, owner:
            call_id = uuid.uuid4()
            caller.talk_to(await media.open(call_id, caller.sdp(), CallEvents()))
            sound = media.sound(call_id)
            offer = await sound.offer_owner(secure=True)
            assert b"RTP/SAVP 0 8" in offer
            tag = re.search(rb"a=crypto:(\d+) AES_CM_128_HMAC_SHA1_80 ", offer)[1]
            await sound.owner_answered(srtp_offer(owner, tag))

            async def ask(again):
                caller.talk_to(again)
                return caller.sdp()

            await sound.join(ask)
            await owner.until(lambda: len(owner.packets) > 30)
            # Each packet carries ten octets of authentication more, and no tone can be made out.
            assert {len(packet) for packet in owner.packets} == {12 + 160 + 10}
            assert not owner.hears(440)
        await media.close(call_id)
        await media.close_down()

    asyncio.run(run())
