"""A file of settings is written: the commented example, and one value in a file that is there."""

import json
import re
from collections.abc import Mapping

from townline.platform.postgres.configuration.document import lines_of, parse
from townline.platform.postgres.configuration.kinds import Value
from townline.platform.postgres.configuration.schema import BY_KEY, SECTIONS, SETTINGS, Setting


def literal(value: Value) -> str:
    """Write a value in TOML."""
    return json.dumps(value, ensure_ascii=False)


def example(values: Mapping[str, Value] | None = None) -> str:
    """Write all settings with their meaning: those with a value set, the others commented out."""
    given = values or {}
    parts = ["# Settings of one installation of Townline. Environment variables stand above them."]
    for section, title in SECTIONS.items():
        rows = [_row(each, given) for each in SETTINGS if each.section == section]
        head = f"# {title}\n" + (f"[{section}]\n" if section else "")
        parts.append(head + "\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _row(setting: Setting, given: Mapping[str, Value]) -> str:
    words = f"# {setting.meaning}. Default: {setting.default} ({setting.variable})"
    if setting.key in given:
        return f"{words}\n{setting.name} = {literal(given[setting.key])}"
    return f"{words}\n#{setting.name} = {literal(setting.example)}"


def with_value(text: str, key: str, value: Value) -> str:
    """Put a value into a file's text; the rest stays as it is.

    Raises ValueError where the value is written in a way that this cannot replace.
    """
    setting = BY_KEY[key]
    before = parse(text).values
    changed = _replace(text, setting, f"{setting.name} = {literal(value)}")
    after = parse(changed)
    if after.problems or after.values != before | {key: value}:
        raise ValueError(f"{key} is written over several lines: change it by hand")
    return changed


def _replace(text: str, setting: Setting, row: str) -> str:
    lines = text.splitlines()
    places = lines_of(text)
    if setting.key in places:
        lines[places[setting.key] - 1] = row
        return "\n".join(lines) + "\n"
    if setting.section and setting.section not in places:
        return "\n".join([*lines, "", f"[{setting.section}]", row]) + "\n"
    begin = places.get(setting.section, 0)
    end = _end_of_section(lines, begin)
    pattern = re.compile(rf"\s*#\s*{re.escape(setting.name)}\s*=")
    commented = [n for n in range(begin, end) if pattern.match(lines[n])]
    if commented:
        lines[commented[0]] = row
    else:
        lines.insert(begin, row)
    return "\n".join(lines) + "\n"


def _end_of_section(lines: list[str], begin: int) -> int:
    later = (n for n in range(begin, len(lines)) if lines[n].lstrip().startswith("["))
    return next(later, len(lines))
