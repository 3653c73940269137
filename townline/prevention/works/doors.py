"""The ways into this room without a sign-in, and how often each may be used."""

from townline.platform.core.http.limits import HOUR, Limit, PublicDoor

PAGE_LIMIT = Limit(name="consent-page:look", per="link", most=120, shared=False)
MISSES = Limit(name="consent-page:miss", per="address", most=30)  # nobody finds a token by trying
CODES = Limit(name="consent-page:code", per="link", most=10, window=HOUR)

DOORS = [
    PublicDoor(
        at=("k/<token>",),
        who="a landlord or tenant with the link from a text or letter",
        costs="a token of 128 bits; to answer, a code that is texted to their telephone",
        tells="the address of their own home, the work that is offered there and what they "
        "answered; a wrong link looks like one that is over",
        limits=(PAGE_LIMIT, MISSES, CODES),
    ),
]
