"""The ways into this room without a sign-in, and how often each may be used."""

from dataclasses import replace

from townline.lines.safenumbers.rules.limits import AskingLimits
from townline.lines.safenumbers.rules.requests import GUESSES_OF_ALL, GUESSES_OF_ONE, GUESSING
from townline.lines.safenumbers.selectors.requests import asking_settings
from townline.platform.core.http.limits import DAY, HOUR, MINUTE, Limit, PublicDoor

_SHIPPED = AskingLimits()


def _of_district(name: str, per: str, setting: str, **more: object) -> Limit:
    """Declare a limit that a district may set; ``with_district_limit`` reads its value."""
    most = getattr(_SHIPPED, setting)
    return Limit(name=name, per=per, most=most, setting=setting, **more)  # type: ignore[arg-type]


def with_district_limit(limit: Limit) -> Limit:
    """Give a limit with what the district decided."""
    return replace(limit, most=getattr(asking_settings().limits, limit.setting))


# A town hall's visitors, or a car park, may share one address.
PAGE_VISITS = Limit(name="safe-page:look", per="address", most=120, shared=False)
PRESSES = Limit(name="safe-page:press", per="address", most=10)
CAR_PAGE_VISITS = Limit(name="car-page:look", per="address and car", most=120, shared=False)
REQUEST_PAGE_VISITS = Limit(name="request-page:look", per="link", most=120, shared=False)
CAR_MISSES = Limit(name="car-page:miss", per="address", most=30)  # nobody finds a code by trying
OWNER_PAGE_VISITS = Limit(name="owner-page:look", per="owner's number", most=60, shared=False)
MISSES = Limit(name="owner-page:miss", per="address", most=30)  # nobody finds a token by trying
PAPERS = Limit(name="owner-page:print", per="owner's number", most=5)  # a second of a processor

GUESSES = Limit(name="plate:guess", per="address and car", most=GUESSES_OF_ONE, window=GUESSING)
ALL_GUESSES = Limit(name="plate:guess-any", per="car", most=GUESSES_OF_ALL, window=GUESSING)
ALL_REQUESTS = _of_district("request:any", "district", "requests_minute")
REQUESTS_TO = _of_district("request:to", "safe number", "number_requests_hour", window=HOUR)
REQUESTS_OF = _of_district("request:of", "telephone", "caller_requests_hour", window=HOUR)
OWNER_REQUESTS = _of_district(
    "request:owner", "owner's telephone", "owner_requests_hour", window=HOUR
)
OWNER_DAY = _of_district("request:owner-day", "owner's telephone", "owner_requests_day", window=DAY)
# What an owner texts of their own accord is counted by itself: strangers cannot use it up.
OWNER_WORDS = Limit(name="owner-text:page", per="owner's telephone", most=5, window=HOUR)
OWNER_REPLIES = Limit(name="owner-text:reply", per="owner's telephone", most=30, window=HOUR)
TEXTED_BEFORE = Limit(name="safe-text:number", per="telephone and safe number", most=1, window=DAY)
TEXTED_MANY = _of_district("safe-text:slow", "telephone", "slow_after", window=DAY)
TEXTED_TOO_MANY = _of_district("safe-text:refuse", "telephone", "refuse_after", window=DAY)
TEXTED_LATELY = Limit(name="safe-text:slowed", per="telephone", most=1, window=10 * MINUTE)
# Whoever mistypes is told each time; a robot is not for long.
HELP_TEXTS = Limit(name="safe-text:help", per="telephone and safe number", most=5, window=DAY)
ALL_CALLS = _of_district("call:any", "district", "calls_minute")
CALLS_OF = _of_district("call:of", "telephone", "caller_calls_hour", window=HOUR)
CALLS_TO = _of_district("call:to", "safe number", "number_calls_hour", window=HOUR)
CODES_OF = _of_district("call-code:of", "telephone", "caller_codes_hour", window=HOUR)
ALL_CODES = _of_district("call-code:any", "district", "codes_minute")

DOORS = [
    PublicDoor(
        at=("safe/", "safe/again", "safe/done", "safe/sticker.pdf"),
        who="who wants a safe number, or the page of one",
        costs="a form of ours, and a code that is texted to the telephone given",
        tells="the number issued, to the telephone that was proved",
        limits=(PAGE_VISITS, PRESSES),
    ),
    PublicDoor(
        at=("q/<code>", "q/r/<token>", "q/r/<token>/events"),
        who="who stands at a car",
        costs="the code of its sticker, and the last four characters of its plate",
        tells="that the owner was asked, and what they answered; never who or where they are",
        limits=(
            CAR_PAGE_VISITS,
            REQUEST_PAGE_VISITS,
            CAR_MISSES,
            PRESSES,
            GUESSES,
            ALL_GUESSES,
            ALL_REQUESTS,
            REQUESTS_TO,
            REQUESTS_OF,
        ),
    ),
    PublicDoor(
        at=(
            "o/",
            "o/app",
            "o/app.webmanifest",
            "o/worker.js",
            "o/phone",
            "o/sticker.pdf",
            "o/(rotate|leave)",
            "o/<token>",
        ),
        who="the owner of a car",
        costs="a token of 128 bits, from a text to their own telephone",
        tells="their own number, requests and settings; a wrong link looks like an old one",
        limits=(OWNER_PAGE_VISITS, MISSES, PAPERS),
    ),
    PublicDoor(
        at=("o/enter",),
        who="an owner without the link at hand",
        costs="a form of ours, and a code that is texted to the telephone given",
        tells="the owner's own page",
        limits=(PRESSES,),
    ),
    PublicDoor(
        at=("a text to a safe number",),
        who="who stands at a car",
        costs="a text",
        tells="the same for every number; where somebody is there, what they answered",
        limits=(
            ALL_REQUESTS,
            REQUESTS_TO,
            REQUESTS_OF,
            OWNER_REQUESTS,
            OWNER_DAY,
            HELP_TEXTS,
            TEXTED_BEFORE,
            TEXTED_MANY,
            TEXTED_TOO_MANY,
            TEXTED_LATELY,
        ),
    ),
    PublicDoor(
        at=("a call to a safe number, or to the number for codes",),
        who="who stands at a car",
        costs="a call",
        tells="a menu; whether the owner takes the call",
        limits=(ALL_CALLS, CALLS_OF, CALLS_TO, CODES_OF, ALL_CODES),
    ),
    PublicDoor(
        at=("a text of an owner to the line",),
        who="the owner of a car",
        costs="a text from the owner's own telephone",
        tells="a link to their own page, or that their answer was passed on",
        limits=(OWNER_WORDS, OWNER_REPLIES),
    ),
]
