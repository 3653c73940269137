"""The days until the rains: a countdown, and the seasons that effects are counted by."""

import datetime as dt


def season_day(year: int, begins: str) -> dt.date:
    """Give the day on which the rains of a year begin; ``begins``: ``06-25``."""
    month, day = (int(part) for part in begins.split("-"))
    while True:
        try:
            return dt.date(year, month, day)
        except ValueError:  # 02-29 of most years
            day -= 1


def next_season(today: dt.date, begins: str) -> dt.date:
    """Give the day on which the next rains begin; today if it is that day."""
    this = season_day(today.year, begins)
    return this if today <= this else season_day(today.year + 1, begins)
