"""What a district says of the pages of surveys for residents and everybody."""

from typing import Annotated, ClassVar

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Count, Names, Within

# What may stand in braces in the text with a link.
LINKED = ("office", "place", "link", "until")


class SurveyPages(Part):
    """``public_totals``: whether everybody sees ``/open/surveys``, small counts left out.

    ``home_link_days``: how long the link to a household's own page works; ``home_helps_a_day``:
    how often a household may ask for help behind it in a day; ``home_link``: the text that
    brings it, with ``{office}``, ``{place}``, ``{until}`` and ``{link}``.
    """

    file: ClassVar[str] = "surveys.json"
    stored: ClassVar[str] = "surveys"

    public_totals: bool = False
    home_link_days: Count = 180
    home_helps_a_day: Count = 3
    home_link: Annotated[Names, Within(300, 300, LINKED)] = Names(
        ko="[{office}] 주택 조사: {place}의 조사 결과와 방문 일정을 보실 수 있습니다. "
        "{until}까지 열립니다. {link}",
        en="[{office}] See the survey of your home at {place} and when we visit. "
        "Open until {until}. {link}",
    )
