"""The ways into this room without a sign-in, and how often each may be used."""

from townline.platform.core.http.limits import Limit, PublicDoor

PAGE_VISITS = Limit(name="case-page:look", per="link", most=60, shared=False)
MISSES = Limit(name="case-page:miss", per="address", most=30)  # nobody finds a token by trying

DOORS = [
    PublicDoor(
        at=("c/<token>", "c/<token>/photos/<sha256>/<copy>"),
        who="a resident with the link from their own text",
        costs="a token of 128 bits that ends by itself",
        tells="the resident's own case; a wrong link looks like one that is over",
        limits=(PAGE_VISITS, MISSES),
    ),
    PublicDoor(
        at=("p/<token>", "p/<token>/<side>/<number>"),
        who="whoever has the link to photos before and after",
        costs="a token of 128 bits that ends by itself",
        tells="those photos without metadata, and the department; nothing of the case",
        limits=(PAGE_VISITS, MISSES),
    ),
]
