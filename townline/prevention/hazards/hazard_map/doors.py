"""The ways into this room without a sign-in, and how often each may be used."""

from townline.platform.core.http.limits import Limit, PublicDoor

# Who pans over the map for a minute asks for some two hundred tiles.
REQUEST_LIMIT = Limit(name="open-map:ask", per="address", most=600, shared=False)

DOORS = [
    PublicDoor(
        at=("open/map", "open/map/embed", "open/map.csv",
            "open/map/tiles/<mark>/<zoom>/<x>/<y>.mvt", "open/map/photos/<sha256>/<copy>"),
        who="everybody",
        costs="nothing; kept by caches",
        tells="where the district wishes: stretches that were explored or will be, spots that were "
        "repaired or made safe, with size, day and released photos; nobody's words or name",
        limits=(REQUEST_LIMIT,),
    ),
]  # fmt: skip
