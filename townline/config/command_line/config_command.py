"""``townline config``: the settings of an installation, shown, checked and changed."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from townline.platform.core.commands import Add, CannotStart, write_line
from townline.platform.postgres import config_files, environment
from townline.platform.postgres.configuration import document, writing
from townline.platform.postgres.configuration.kinds import Value
from townline.platform.postgres.configuration.masking import mask_secret
from townline.platform.postgres.configuration.schema import (
    BY_KEY,
    BY_VARIABLE,
    SETTINGS,
    Setting,
)


def add_to(add: Add) -> None:
    """Add the command to the command line."""
    words = "config show|check|set|example: the settings of this installation"
    made = add("config", words, _show).add_subparsers(required=True, metavar="ACTION")

    def action(name: str, words: str, command: object) -> ArgumentParser:
        sub = made.add_parser(name, help=words, description=words)
        sub.add_argument("--home", type=Path, help="home of the installation (TOWNLINE_HOME)")
        sub.set_defaults(command=command)
        return sub

    shown = action("show", "print each setting and where it is set; secrets are masked", _show)
    shown.add_argument("key", nargs="?", help="one setting only, like database.url")
    checked = action("check", "name each mistake in the file by its line and key", _check)
    checked.add_argument("file", nargs="?", type=Path, help="a file that is not in use yet")
    changed = action("set", "change one setting, or convert the .env of an earlier version", _set)
    changed.add_argument("key", nargs="?", help="a setting, like web.public_url")
    changed.add_argument("value", nargs="?", help="its value; - reads it from standard input")
    changed.add_argument(
        "--from", dest="source", type=Path, metavar="FILE.env", help="file of an earlier version"
    )
    changed.add_argument("--file", type=Path, help="file to write; the one in use by default")
    action("example", "print a file with all settings, commented out", _example)


def _example(_options: Namespace) -> int:
    write_line(writing.example().rstrip())
    return 0


def _home(options: Namespace) -> Path:
    return Path(options.home or environment.usual_home()).absolute()


def _show(options: Namespace) -> int:
    home = _home(options)
    file = config_files.of_home(home)
    if options.key is not None:
        rows = [_find_setting(options.key)]
    else:
        write_line(f"# {file.path if file else 'no file'}, for the home {home}")
        rows = list(SETTINGS)
    for setting in rows:
        write_line(_format_line(setting, file.values if file else {}))
    return 1 if file and file.problems else 0


def _format_line(setting: Setting, values: Mapping[str, str]) -> str:
    given = os.environ.get(setting.variable)
    source = f"environment ({setting.variable})" if given else "file"
    text = given or values.get(setting.variable)
    if text is None:
        return f"{setting.key} = {setting.default}  # default"
    return f"{setting.key} = {mask_secret(setting, text)}  # {source}"


def _find_setting(key: str) -> Setting:
    if key not in BY_KEY:
        problem = document.parse(_line_of(key, "")).problems[0]
        raise CannotStart(f"{key} {problem.words}; townline config example lists all")
    return BY_KEY[key]


def _line_of(key: str, value: Value) -> str:
    section, _, name = key.rpartition(".")
    return (f"[{section}]\n" if section else "") + f"{name} = {writing.literal(value)}\n"


def _check(options: Namespace) -> int:
    file = config_files.read(options.file) if options.file else config_files.of_home(_home(options))
    if file is None:
        write_line("no file: all settings have their defaults, or are set in the environment")
        return 0
    if file.path.suffix == ".env":
        write_line(
            f"{file.path} is of an earlier version; run: townline config set --from {file.path}"
        )
        return 1
    for problem in file.problems:
        write_line(f"{file.path}: {problem}")
    if not file.problems:
        write_line(f"{file.path}: {len(file.values)} settings, no mistake")
    return 1 if file.problems else 0


def _set(options: Namespace) -> int:
    if (options.source is None) == (options.key is None):
        raise CannotStart("name a setting and its value, or --from with a file")
    return _convert(options) if options.source else _change(options)


def _change(options: Namespace) -> int:
    setting = _find_setting(options.key)
    text = sys.stdin.readline().rstrip("\n") if options.value == "-" else options.value
    if text is None:
        raise CannotStart(f"give a value for {setting.key}, or - to read it from standard input")
    value = _value(setting, text)
    path = options.file or _file_in_use(options)
    before = path.read_text() if path.exists() else writing.example()
    _write(path, _with_value(before, setting, value, path), _home(options))
    write_line(f"{setting.key} is set in {path}; restart the processes to use it")
    return 0


def _with_value(before: str, setting: Setting, value: Value, path: Path) -> str:
    if problems := [each for each in document.parse(before).problems if each.key != setting.key]:
        raise CannotStart(f"{path}: {problems[0]}. Nothing was changed")
    try:
        return writing.with_value(before, setting.key, value)
    except ValueError as error:
        raise CannotStart(f"{path}: {error}. Nothing was changed") from error


def _value(setting: Setting, text: str) -> Value:
    try:
        value = setting.kind.value(text)
    except ValueError as error:
        raise CannotStart(f"{setting.key} must be {setting.kind.name}") from error
    if problem := setting.kind.problem_of(value):
        raise CannotStart(f"{setting.key}: {problem}")
    return value


def _file_in_use(options: Namespace) -> Path:
    home = _home(options)
    file = config_files.of_home(home)
    if file is not None and file.path.suffix == ".env":
        raise CannotStart(f"run first: townline config set --from {file.path}")
    return file.path if file else home / config_files.NAME


def _convert(options: Namespace) -> int:
    """Write a file of an earlier version as TOML beside it, and say what has no place there."""
    source: Path = options.source
    target: Path = options.file or source.with_suffix(".toml")
    if target.exists():
        raise CannotStart(f"{target} is there already, and is not overwritten")
    given = config_files.parse(source.read_text())
    known = {n: text for n, text in given.items() if n in BY_VARIABLE and text}
    values = {BY_VARIABLE[n].key: _value(BY_VARIABLE[n], text) for n, text in known.items()}
    if target.name == config_files.NAME:
        values.pop("home", None)
    else:
        values.setdefault("home", str(config_files.HOME))
    _write(target, writing.example(values), Path(str(values.get("home", target.parent))))
    for name in sorted(given.keys() - BY_VARIABLE.keys()):
        write_line(f"{name} has no setting: keep it in the environment of the units")
    write_line(f"made {target} with {len(values)} settings. {_NEXT.format(source=source)}")
    return 0


_NEXT = (
    "Write the units with townline deploy-config, for those of before read {source} and it stands "
    "above this file; then remove {source}"
)


def _write(path: Path, text: str, home: Path) -> None:
    """Replace a file as a whole: for root to write and the home's owner to read."""
    partial = path.with_name(f".{path.name}.partial")
    mode = path.stat().st_mode & 0o770 if path.exists() else 0o640
    owner = path if path.exists() else home
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    if os.geteuid() == 0 and owner.exists():
        os.chown(partial, owner.stat().st_uid if path.exists() else 0, owner.stat().st_gid)
    partial.chmod(mode)
    partial.replace(path)
