"""What a district says of the pages of surveys for residents and everybody."""

from typing import ClassVar

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Count


class SurveyPages(Part):
    """``public_totals``: whether everybody sees ``/open/surveys``, small counts left out.

    ``home_link_days``: how long the link to a household's own page works; ``home_helps_a_day``:
    how often somebody may ask for help behind one link.
    """

    file: ClassVar[str] = "surveys.json"
    stored: ClassVar[str] = "surveys"

    public_totals: bool = False
    home_link_days: Count = 180
    home_helps_a_day: Count = 3
