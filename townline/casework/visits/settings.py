"""What a district says of visits: where the way of a day begins, and how one gets about."""

from typing import Annotated

from pydantic import Field

from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.values import Count, Must


class StartPoint(Part):
    """A place on the globe, WGS 84."""

    latitude: Annotated[float, Field(ge=-90, le=90), Must("degrees from -90.0 to 90.0")]
    longitude: Annotated[float, Field(ge=-180, le=180), Must("degrees from -180.0 to 180.0")]


class Visits(Part):
    """``office``: where the way begins; ``minutes``: how long one stays at a place."""

    office: Annotated[StartPoint | None, NEEDED] = None
    minutes: Annotated[Count, NEEDED] = 20
    kilometres_per_hour: Annotated[Count, NEEDED] = 15


class Fieldwork(Part):
    """What district.json says of visits."""

    visits: Annotated[Visits, NEEDED] = Visits()
