"""What a setting may hold: its TOML type, its form as an environment variable, and its check."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from townline.platform.core import clock

type Value = str | int | list[str]


def _accept(_value: str) -> str:
    return ""


@dataclass(frozen=True)
class Kind:
    """``problem`` gives what is wrong with a text (of a list: with one entry), or nothing."""

    name: str
    type: type
    problem: Callable[[str], str] = _accept

    def problem_of(self, value: object) -> str:
        """Give what is wrong with a value of a TOML file, or nothing."""
        if type(value) is not self.type:
            return f"must be {self.name}, not {_TYPES.get(type(value), type(value).__name__)}"
        if isinstance(value, list):
            if not all(isinstance(each, str) for each in value):
                return f"must be {self.name}"
            return next(filter(None, (self.problem(each) for each in value)), "")
        return self.problem(str(value))

    def variable(self, value: Value) -> str:
        """Write a value as an environment variable holds it."""
        return ",".join(value) if isinstance(value, list) else str(value)

    def value(self, text: str) -> Value:
        """Read what an environment variable holds. Raises ValueError."""
        if self.type is int:
            return int(text)
        if self.type is list:
            return [each.strip() for each in text.split(",") if each.strip()]
        return text


_TYPES = {str: "a text", int: "a number", float: "a fraction", bool: "true or false",
          list: "a list", dict: "a table"}  # fmt: skip


def _problem_of_path(text: str) -> str:
    return "" if PurePosixPath(text).is_absolute() else "must be an absolute path, from / on"


def _problem_of_duration(text: str) -> str:
    try:
        clock.parse_duration(text)
    except ValueError:
        return f"{text!r} is no ISO 8601 duration, like PT20S"
    return ""


def _problem_of_network(text: str) -> str:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return f"{text!r} is no network, like 10.0.0.0/8"
    return ""


def _problem_of_district(text: str) -> str:
    if re.fullmatch(r"(?!pg_|public$|information_schema$)[a-z][a-z0-9_]{0,39}", text):
        return ""
    return "up to 40 small letters, digits and _, a letter first; not public, and no pg_ in front"


def url(*schemes: str) -> Callable[[str], str]:
    """Accept addresses of these schemes."""

    def problem(text: str) -> str:
        try:
            parts = urlsplit(text)
            known = parts.scheme in schemes and parts.port != 0
        except ValueError as error:
            return f"is no address: {error}"
        return "" if known else "must begin with " + " or ".join(f"{each}://" for each in schemes)

    return problem


def number(low: int, high: int) -> Kind:
    """Accept whole numbers of a range."""

    def problem(text: str) -> str:
        return "" if low <= int(text) <= high else f"must be between {low} and {high}"

    return Kind("a whole number", int, problem)


def one_of(*choices: str) -> Kind:
    """Accept one of some words."""
    words = " or ".join(choices)
    return Kind(f"one of {words}", str, lambda text: "" if text in choices else f"must be {words}")


def web_address(*schemes: str) -> Kind:
    return Kind("an address", str, url(*schemes))


def web_addresses(*schemes: str) -> Kind:
    return Kind("a list of addresses", list, url(*schemes))


TEXT = Kind("a text", str)
TEXTS = Kind("a list of texts", list)
PATH = Kind("a path", str, _problem_of_path)
DURATION = Kind("a duration", str, _problem_of_duration)
NETWORKS = Kind("a list of networks", list, _problem_of_network)
DISTRICT = Kind("a district", str, _problem_of_district)
COUNT = number(1, 1_000)
MEGABYTES = number(50, 1_000_000)
