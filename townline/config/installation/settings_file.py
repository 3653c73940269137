"""The file of settings, and the database that it names."""

import os
from collections.abc import Iterator

from townline.config.installation import database_server, files
from townline.config.installation.answers import Answers
from townline.platform.core.commands import CannotStart
from townline.platform.postgres.configuration import document, writing
from townline.platform.postgres.configuration.kinds import Value
from townline.platform.postgres.configuration.schema import BY_KEY


def plan(answers: Answers) -> dict[str, Value]:
    """Give the settings that the file lacks; nothing is made yet. Raises CannotStart."""
    wanted = _planned_settings(answers)
    _check(wanted)
    return {key: value for key, value in wanted.items() if key not in answers.settings}


def write(answers: Answers, more: dict[str, Value]) -> Iterator[str]:
    """Write the file, or what an option adds to it. Raises CannotStart."""
    if not answers.file.exists():
        _replace(answers, writing.example(more))
        yield f"made {answers.file}"
        return
    if not more:
        yield f"{answers.file} is there already"
        return
    text = answers.file.read_text()
    for key, value in more.items():
        text = writing.with_value(text, key, value)
    _replace(answers, text)
    yield f"{answers.file}: set {', '.join(more)}"


def _planned_settings(answers: Answers) -> dict[str, Value]:
    given = answers.options
    wanted: dict[str, Value] = {
        "district": answers.district,
        "web.hosts": [answers.host, "127.0.0.1"],
        "web.origins": [address(answers)],
        "backup.to": str(answers.backups),
        "backup.key_file": str(answers.home / "backup.key"),
    }
    if answers.file.parent != answers.home:
        wanted["home"] = str(answers.home)
    if given.port:
        wanted["web.port"] = given.port
    if given.smpp:
        wanted["line.smpp"] = given.smpp.split(",")
    if given.line_number:
        wanted["line.number"] = given.line_number
    if not answers.embedded:
        wanted["processes.language_socket"] = "/run/townline/language.sock"
        wanted["calls.rtpengine"] = str(BY_KEY["calls.rtpengine"].example)
    if url := _database_url(answers):
        wanted["database.url"] = url
    return wanted


def _database_url(answers: Answers) -> str:
    if answers.database_url or not answers.admin_url:
        return answers.database_url
    return database_server.new_url(answers.admin_url, answers.district)


def _check(wanted: dict[str, Value]) -> None:
    for key, value in wanted.items():
        if problem := BY_KEY[key].kind.problem_of(value):
            raise CannotStart(f"{key} {problem}")


def address(answers: Answers) -> str:
    """Give the address of the pages."""
    port = answers.options.https_port
    return f"https://{answers.host}" + ("" if port == 443 else f":{port}")  # noqa: PLR2004 -- HTTPS's own


def _replace(answers: Answers, text: str) -> None:
    partial = answers.file.with_name(f".{answers.file.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
    except OSError as error:
        raise CannotStart(f"{answers.file} cannot be written: {error.strerror}") from error
    files.give_to_group(answers, partial)
    partial.replace(answers.file)


def make_database(answers: Answers) -> Iterator[str]:
    """Have the database that the file names; an embedded one is made by the next step."""
    url = str(document.read(answers.file).values.get("database.url") or "")
    if not url:
        yield "database: the home's own"
        return
    reason = database_server.problem(url)
    if not reason:
        _check_ours(answers, url)
        yield "role and database are there already"
        return
    if not answers.admin_url:
        raise CannotStart(
            f"the database of {answers.file} cannot be used: {reason}. Start its server, correct "
            "database.url, or give --admin-database to have role and database made"
        )
    database_server.create(answers.admin_url, url)
    if reason := database_server.problem(url):
        raise CannotStart(
            f"role and database were made, and signing in with the password fails: {reason}. Let "
            "pg_hba.conf take scram-sha-256 from this machine, then run init again"
        )
    yield "made role and database"


def _check_ours(answers: Answers, url: str) -> None:
    """Refuse a schema that another installation filled: its keys are not in our home."""
    if not (answers.home / "keys.json").exists() and not database_server.is_schema_free(
        url, answers.district
    ):
        raise CannotStart(
            f"the database holds a district {answers.district} of another installation, and "
            f"{answers.home} has not its keys: choose another --district, or bring its home here"
        )
