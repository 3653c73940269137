"""The sound of calls: rtpengine relays and speaks, this folder tells it what to do."""

from townline.adapters.sip.stack.media.control import MediaFailed
from townline.adapters.sip.stack.media.media import Media
from townline.adapters.sip.stack.media.sdp import SdpUnusable
from townline.adapters.sip.stack.media.sound import Ears, Side

__all__ = ["Ears", "Media", "MediaFailed", "SdpUnusable", "Side"]
