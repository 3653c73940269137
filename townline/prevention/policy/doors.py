"""The ways into this room without a sign-in, and how often each may be used."""

from townline.platform.core.http.limits import HOUR, Limit, PublicDoor

READ = Limit(name="open-stories:ask", per="address", most=300, shared=False)
# A household behind one address; each code goes to a telephone that has a limit of its own.
VOICE_LIMIT = Limit(name="policy-voice:say", per="address", most=20, window=HOUR)

DOORS = [
    PublicDoor(
        at=("open/stories", "open/stories/<number>", "open/stories/photos/<sha256>/<copy>"),
        who="everybody",
        costs="nothing; kept by caches",
        tells="where the district wishes: stories that were published, with figures, votes by "
        "count and photos; nobody's name or words",
        limits=(READ,),
    ),
    PublicDoor(
        at=("open/stories/<number>/voice",),
        who="everybody with a mobile telephone",
        costs="a form of ours, and a code that is texted to the telephone",
        tells="whether that telephone has said so before, to who proved it",
        limits=(VOICE_LIMIT,),
    ),
]
