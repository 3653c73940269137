"""The countdown to the rains."""

import datetime as dt

from townline.prevention.works.progress.rules.season import next_season, season_day


def test_the_next_rains_are_this_year_or_the_next():
    assert next_season(dt.date(2026, 6, 25), "06-25") == dt.date(2026, 6, 25)
    assert next_season(dt.date(2026, 6, 26), "06-25") == dt.date(2027, 6, 25)
    assert season_day(2027, "02-29") == dt.date(2027, 2, 28)
    assert season_day(2028, "02-29") == dt.date(2028, 2, 29)
