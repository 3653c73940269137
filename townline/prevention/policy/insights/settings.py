"""What a district shows to everybody: its figures, and a map of matters."""

import datetime as dt
from typing import Annotated

from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.values import Days, Duration, Many, named_in


class PublicMap(Part):
    """The map of matters: which ``services``, those of the last ``days``, each ``after`` a while.

    Nobody stands there any more when a matter appears. ``open311``: whether programs may read the
    same matters by Open311 (``adapters/open311``).
    """

    services: Annotated[Many[Annotated[str, named_in("services")]], NEEDED] = ()
    days: Days = 60
    after: Duration = dt.timedelta(days=1)
    open311: bool = False


class FigureSettings(Part):
    """``public_figures``: whether everybody may see ``/open/figures``."""

    public_figures: bool = True
    public_map: PublicMap | None = None
