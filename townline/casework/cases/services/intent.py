"""The intent of a text that came, by the words of the district that is loaded."""

from collections.abc import Callable
from functools import lru_cache

from townline.casework.cases.rules.intent import Intent, IntentReading, IntentWords, read_intent
from townline.casework.cases.selectors.thread import thanks_words
from townline.platform.conversations.api import IncomingView
from townline.platform.core import district
from townline.platform.core.text.line_words import group_words
from townline.platform.core.text.particles import settle
from townline.platform.core.text.typed import fold_text
from townline.platform.triage.api import advert_signs

_REPORT = IntentReading(Intent.REPORT)


def intent_of(view: IncomingView) -> IntentReading:
    """Read what the sender of a text wants; with a photo or a gap it is a report."""
    return _REPORT if view.photos or view.parts_missing else district.derive(_reader)(view.body)


def _reader(_: district.Settings) -> Callable[[str], IntentReading]:
    # Several rooms ask about one text, one after another.
    return lru_cache(maxsize=256)(_read)


def _read(body: str) -> IntentReading:
    signs = advert_signs(body)
    resident = signs.resident or signs.callback
    advert = signs.labelled or (signs.marked and not resident)
    return read_intent(body, intent_words(), advert=advert, resident=resident)


def intent_words() -> IntentWords:
    """Give the district's words of intents, folded once for its settings."""
    return district.derive(_intent_words)


def _intent_words(settings: district.Settings) -> IntentWords:
    def group(*names: str) -> frozenset[str]:
        return frozenset(fold_text(word) for word in group_words(settings, *names)) - {""}

    return IntentWords(
        thanks=thanks_words(),
        withdrawal=group("cancel", "withdrawal"),
        follow_up=group("status", "follow_up"),
        hours=group("hours"),
        safe_number=group("safe_number"),
        around=group("polite", "around"),
        noise=group("noise"),
        praise=group("praise"),
        compliment=group("compliment"),
        favour=group("favour"),
        grateful=group("grateful"),
        complaint=group("complaint"),
        personal=group("personal"),
        erase=group("erase"),
        request=group("request"),
        disclosure=group("disclosure"),
        how=group("how"),
        coupon=group("coupon"),
    )


# How automatic texts are worded for residents, by the district's data.


def automatic(key: str, lang: str, **values: str) -> str:
    """Fill an automatic text of the district."""
    return settle(district.text(key, lang).format(**values))
