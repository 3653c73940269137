"""How often programs may ask, and what they learn."""

from typing import Final

from townline.platform.core.http.limits import Limit, PublicDoor

READ: Final = Limit(name="open311:read", per="address", most=300, shared=False)

DOORS: Final = [
    PublicDoor(
        at=(
            "open311/discovery.<form>",
            "open311/v2/services.<form>",
            "open311/v2/services/<service_code>.<form>",
            "open311/v2/requests.<form>",
            "open311/v2/requests/<request_id>.<form>",
        ),
        who="programs of others (Open311 GeoReport v2)",
        costs="nothing; stored by caches",
        tells="where the district switched it on, what its public map of matters shows: category, "
        "square of 100 m, day and state, never of danger and without words or case numbers",
        limits=(READ,),
    )
]
