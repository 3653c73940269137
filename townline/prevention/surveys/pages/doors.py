"""The ways into this room without a sign-in, and how often each may be used."""

from townline.platform.core.http.limits import HOUR, Limit, PublicDoor

PAGE_LIMIT = Limit(name="home-page:look", per="link", most=20, shared=False)
MISSES = Limit(name="home-page:miss", per="address", most=30)  # nobody finds a token by trying
CODES = Limit(name="home-page:code", per="address", most=5, window=HOUR)

DOORS = [
    PublicDoor(
        at=("h/<token>",),
        who="a household with the link from its card or text",
        costs="a token of 128 bits that ends by itself, or when staff revoke it",
        tells="that home alone: what was found, what it needs, when somebody comes; no name of a "
        "surveyor, no number; a wrong link looks like one that is over; there one may choose a "
        "time, refuse, ask for help; a code goes to a number left there, few a day behind one link",
        limits=(PAGE_LIMIT, MISSES, CODES),
    ),
    PublicDoor(
        at=("open/surveys", "open/surveys.csv"),
        who="everybody",
        costs="nothing; kept by caches",
        tells="where the district wishes: how many homes of a list were visited and how they were "
        "graded, by dong, without small counts; no home and no address",
    ),
]
