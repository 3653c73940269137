"""Which rules count, and how they change: proposed, compared, adopted."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from townline.casework.cases.api import NotFound, WrongState
from townline.platform.core.history import audit
from townline.prevention.surveys.errors import BadRules, SameRules
from townline.prevention.surveys.models import Grade, RuleVersion
from townline.prevention.surveys.rules.grading import BadAnswer, grade
from townline.prevention.surveys.rules.ruleset import RuleSet, with_choices_as_pairs
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.selectors.rules import ruleset, version_in_use

_SUBJECT = "survey_rules"


def rules_in_use(kind: str, *, now: dt.datetime) -> RuleVersion:
    """Give the version that counts; the first is what the district's data say. Raises UnknownKind.

    To be called in a transaction where it may be the first.
    """
    latest = version_in_use(kind)
    if latest is not None:
        return latest
    first = _version(kind, 1, kind_of(kind).rules, None, now)
    first.adopted_at = now
    RuleVersion.objects.bulk_create([first], ignore_conflicts=True)
    return RuleVersion.objects.get(kind=kind, number=1)


def _version(
    kind: str, number: int, rules: RuleSet, by: int | None, now: dt.datetime
) -> RuleVersion:
    written = with_choices_as_pairs(rules.model_dump(mode="json"))
    return RuleVersion(
        kind=kind,
        number=number,
        rules=written,
        sha256=hashlib.sha256(json.dumps(written, sort_keys=True).encode()).hexdigest(),
        proposed_at=now,
        proposed_by_id=by,
    )


@transaction.atomic
def rules_propose(
    *, kind: str, written: Mapping[str, Any], actor: audit.Actor, now: dt.datetime
) -> RuleVersion:
    """Put a new version beside the one in use; it counts once it is adopted.

    Raises BadRules, SameRules, UnknownKind.
    """
    in_use = rules_in_use(kind, now=now)
    try:
        rules = RuleSet.model_validate(written)
    except ValidationError as error:
        raise BadRules(str(error), words=_error_text(error)) from None
    last = RuleVersion.objects.select_for_update().filter(kind=kind).order_by("-number")[0]
    made = _version(kind, last.number + 1, rules, _staff(actor), now)
    if rules == ruleset(in_use):
        raise SameRules("the rules are those in use")
    RuleVersion.objects.filter(kind=kind, adopted_at=None).delete()
    made.save()
    _record(made, "survey_rules:version:propose", actor, now)
    return made


def _error_text(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    path = ".".join(str(step) for step in first["loc"])
    words = first["msg"].removeprefix("Value error, ")
    return f"{path}: {words}" if path else words


def _staff(actor: audit.Actor) -> int | None:
    return actor.id if actor.kind == "staff" else None


def _record(
    version: RuleVersion, event: str, actor: audit.Actor, now: dt.datetime, **data: object
) -> None:
    audit.record(
        audit.AuditEntry(
            subject=f"{_SUBJECT}:{version.kind}",
            event=event,
            actor=actor,
            at=now,
            data={"number": version.number, **data},
        )
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A home whose grade would be another one. ``after`` "": the rules cannot read its answers."""

    home_id: int
    address: str
    dong: str
    before: str
    after: str


def rules_compare(version: RuleVersion) -> tuple[list[Change], int]:
    """Give who would change by a version, and how many grades were compared; one query."""
    changes, count = [], 0
    for each, after in _regrade(version):
        count += 1
        if after != each.grade:
            home = each.home
            changes.append(Change(home.id, home.address, home.dong, each.grade, after))
    return changes, count


def _regrade(version: RuleVersion) -> Iterator[tuple[Grade, str]]:
    rules = ruleset(version)
    # Where answers were let go of by age nothing could be graded anew: the grade stays.
    current = Grade.objects.filter(current=True, home__kind=version.kind, home__state="graded")
    current = current.exclude(items=[])
    for each in current.select_related("home", "submission").order_by("home_id"):
        try:
            yield each, grade(rules, answers_of(each)).grade
        except BadAnswer:
            yield each, ""


def answers_of(each: Grade) -> dict[str, object]:
    """Give what was answered, by question: of the submission, else as the grade read it."""
    if each.submission is not None:
        return by_question(each.submission.answers)
    return {item["question"]: item["answer"] for item in each.items}


def by_question(answers: Mapping[str, object]) -> dict[str, object]:
    """Give answers by the name of the question, without the groups it stands in."""
    return {path.rsplit("/", 1)[-1]: value for path, value in answers.items()}


def rules_adopt_version(*, version_id: int, actor: audit.Actor, now: dt.datetime) -> RuleVersion:
    """Let a proposed version count from now on, in the caller's transaction. Raises WrongState."""
    version = RuleVersion.objects.select_for_update().filter(id=version_id).first()
    if version is None:
        raise NotFound(f"there is no version {version_id}")
    if version.adopted_at is not None:
        raise WrongState("the version is in use already", state="adopted")
    version.adopted_at = now
    version.adopted_by_id = _staff(actor)
    version.save(update_fields=["adopted_at", "adopted_by"])
    _record(version, "survey_rules:version:adopt", actor, now)
    return version
