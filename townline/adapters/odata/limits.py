"""How often programs may ask, and what they learn."""

from typing import Final

from townline.platform.core.http.limits import Limit, PublicDoor

READ: Final = Limit(name="odata:read", per="token", most=600, shared=False)
WRONG: Final = Limit(name="odata:wrong", per="address", most=60)

DOORS: Final = [
    PublicDoor(
        at=(
            "odata/v4/",
            "odata/v4/$metadata",
            "odata/v4/<name>",
            "odata/v4/<name>/$count",
            "odata/v4/<name>(<key>)",
        ),
        who="programs of the office with a token of the scope data:read (OData v4)",
        costs="a token of a person who may take data",
        tells="rows of cases, hazards, homes and works without names, numbers, words or addresses; "
        "counts of groups below 5 are left out",
        limits=(READ, WRONG),
    )
]
