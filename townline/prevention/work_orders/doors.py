"""The ways into this room without a sign-in, and how often each may be used."""

from townline.platform.core.http.limits import Limit, PublicDoor

PAGE_LIMIT = Limit(name="order-page:look", per="order", most=120, shared=False)
MISSES = Limit(name="order-page:miss", per="address", most=30)  # nobody finds a token by trying

DOORS = [
    PublicDoor(
        at=("w/<token>", "w/<token>/<place>", "w/<token>/photos/<sha256>/<copy>"),
        who="a firm with the link to its order",
        costs="a token of 128 bits; what it does there, the telephone that accepted first",
        tells="what is to be done, where and by when, with photos of the spot; no resident, no "
        "case; a wrong link looks like one that is over",
        limits=(PAGE_LIMIT, MISSES),
    ),
    PublicDoor(
        at=("w/worker.js", "hazards/worker.js"),
        who="browsers of firms and staff",
        costs="nothing",
        tells="a script of ours that anybody may read",
    ),
]
