"""The ways into this room without a sign-in, and how often each may be used."""

from townline.platform.core.http.limits import HOUR, Limit, PublicDoor

# A household behind one address; each code goes to a telephone that has a limit of its own.
REQUEST_LIMIT = Limit(name="warnings:ask", per="address", most=20, window=HOUR)

DOORS = [
    PublicDoor(
        at=("open/warnings",),
        who="everybody with a mobile telephone",
        costs="a form of ours, and a code that is texted to the telephone",
        tells="which kinds of warnings there are; nobody's subscription",
        limits=(REQUEST_LIMIT,),
    ),
]
