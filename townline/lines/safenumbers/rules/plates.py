"""Car numbers of Korea: the shapes, how they are written down, and what lists show of them.

Source of the shapes: the ministerial notice on registration plates. Two or three digits, a
syllable for the use, four digits; before 2004 and on plates of trades a region stands in front;
two-wheelers name region and town; missions have two groups of three digits.
"""

import re
import unicodedata

TAIL = 4  # characters that a person who stands at the car types
ACCEPTED = (
    "two or three digits, a syllable and four digits, like 12가 3456, 123가 4568 or 서울 12가 3456"
)
_REGIONS = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
_PRIVATE = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주"
_TRADES = "바사아자배허하호"
_FORCES = "국합육해공"
_MISSIONS = "외교|영사|준외|준영|국기|협정|대표"
_SEPARATORS = re.compile(r"[\s\-./·_()]+")
_CAR = re.compile(
    rf"(?P<head>(?:{_REGIONS})?\d{{1,3}}[{_PRIVATE}{_TRADES}{_FORCES}])(?P<tail>\d{{4}})"
)
_TWO_WHEELS = re.compile(rf"(?P<head>(?:{_REGIONS})[가-힣]{{2,4}}[가-힣])(?P<tail>\d{{4}})")
_MISSION = re.compile(rf"(?P<head>(?:{_MISSIONS})\d{{2}})(?P<tail>\d{{4}})")
_SHAPES = (_CAR, _TWO_WHEELS, _MISSION)


class NotPlate(ValueError):
    """The text is no car number that we know the shape of."""


def parse(text: str) -> str:
    """Read a car number however it is spaced; gives it without spaces, ``12가3456``.

    Raises NotPlate, saying what is accepted.
    """
    plate = plain(text)
    if _match(plate) is None:
        raise NotPlate(f"this is no car number; accepted: {ACCEPTED}")
    return plate


def plain(text: str) -> str:
    """Bring typed characters into one form: composed syllables, narrow digits, no separators."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def format_plate(plate: str) -> str:
    """Write a plate with a space before its last four: ``12가 3456``."""
    return f"{plate[:-TAIL]} {plate[-TAIL:]}"


def mask_plate(plate: str) -> str:
    """Write a plate so that it cannot be told from hundreds of others: ``12가 **56``."""
    return f"{plate[:-TAIL]} **{plate[-2:]}"


def tail(plate: str) -> str:
    """Give the last four characters, which prove that one stands at the car."""
    return plate[-TAIL:]


def _match(plate: str) -> re.Match[str] | None:
    return next((found for shape in _SHAPES if (found := shape.fullmatch(plate))), None)
