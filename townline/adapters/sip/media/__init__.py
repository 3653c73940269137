"""The sound of calls: rtpengine relays and speaks, this folder tells it what to do."""

from townline.adapters.sip.media.control import MediaFailed
from townline.adapters.sip.media.media import Media
from townline.adapters.sip.media.sdp import SdpUnusable
from townline.adapters.sip.media.sound import Ears, Side

__all__ = ["Ears", "Media", "MediaFailed", "SdpUnusable", "Side"]
