"""The ways into this room without a sign-in, and how often each may be used."""

from townline.platform.core.http.limits import PublicDoor

DOORS = [
    PublicDoor(
        at=("open/works", "open/works/photos/<sha256>/<copy>"),
        who="everybody",
        costs="nothing; kept by caches",
        tells="where the district wishes: how many works are finished by place and kind, without "
        "counts from 1 to 4, and released photos; no address, no name",
    ),
    PublicDoor(
        at=("works/worker.js",),
        who="browsers of staff",
        costs="nothing",
        tells="a script of ours that anybody may read",
    ),
]
