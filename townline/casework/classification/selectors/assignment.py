"""Reads of the rules: which there are, which fits a case, and how they would have done before."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from townline.casework.cases.api import (
    CaseEvent,
    all_places,
    fold_words,
    places_in,
    subject,
    visible,
)
from townline.casework.cases.models import Case
from townline.casework.cases.ports import Destination
from townline.casework.classification.models import AssignmentRule
from townline.casework.classification.rules.assignment import (
    CaseWording,
    Facts,
    Rule,
    RuleState,
    first_fitting,
    rule_subject,
    split_text,
    without,
    words_of,
)
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.models import District, Transition
from townline.platform.departments import api as departments
from townline.platform.departments.api import Viewer
from townline.platform.triage import api as triage

_RETURNS = {CaseEvent.MISROUTE.tag, CaseEvent.RETURN_AGAIN.tag}
_GIVES = {CaseEvent.ASSIGN.tag, CaseEvent.RETURN_AGAIN.tag}
TRIED_AT_MOST = 2_000
_EXAMPLES = 20
_BATCH_SIZE = 500


def rules_all() -> list[AssignmentRule]:
    """List all rules in order, with those they name; one query."""
    rows = AssignmentRule.objects.select_related("service", "after", "department", "person")
    return list(rows.order_by("position", "id"))


def key_of(row: AssignmentRule) -> str:
    """Give a rule's name in ``assignment.csv``; one that was added on the page gets its own."""
    return row.key or f"page-{row.created_at:%Y%m%d%H%M%S}-{row.pk}"


def rules_touched() -> bool:
    """Say whether a rule was added or changed on the page since a folder was loaded."""
    return AssignmentRule.objects.filter(touched=True).exists()


def rules_histories(ids: Iterable[int]) -> dict[int, list[Transition]]:
    """Give the history of rules, by rule, oldest first; one query."""
    of = {rule_subject(one): one for one in ids}
    found: dict[int, list[Transition]] = {one: [] for one in of.values()}
    for line in Transition.objects.filter(subject__in=list(of)).order_by("at", "id"):
        found[of[line.subject]].append(line)
    return found


def rules_on() -> list[Rule]:
    """Give the rules that count, in order; one query."""
    rows = AssignmentRule.objects.filter(state=RuleState.ON).order_by("position", "id")
    return [rule_of(row) for row in rows]


def rule_of(row: AssignmentRule) -> Rule:
    return Rule(
        id=row.pk or 0,
        service=row.service_id or "",
        place=row.place,
        words=words_of(row.words),
        after=row.after_id or "",
        department=row.department_id,
        person=row.person_id,
        auto=row.auto,
    )


def dongs() -> list[str]:
    """Give the Korean names of the district's dongs, as they were read half a minute ago."""
    return district.derive(_dongs)


def _dongs(_settings: district.Settings) -> list[str]:
    land = District.objects.values_list("boundaries", flat=True).first() or {}
    names = (each.get("properties", {}).get("name_ko", "") for each in land.get("features", []))
    return sorted(filter(None, names))


def _names(_settings: district.Settings) -> list[str]:
    """Give what streets and places are called, folded, without house numbers, longest first."""
    called = [name for place in all_places() for name in (place.name_ko, place.name_en)]
    found = {fold_words(name.strip("0123456789- ")) for name in called}
    return sorted(filter(None, found | set(map(fold_words, dongs()))), key=len, reverse=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """What rules are asked about one case: its service, title and texts, and its history."""

    service: str
    texts: Sequence[str]
    history: Iterable[Transition] = ()


def facts_of(
    *,
    service: str,
    words: str,
    history: Iterable[Transition] = (),
    rules: Iterable[Rule] = (),
    ask: bool = True,
) -> Facts:
    """Work out what rules ask for, from a case's words (title and texts) and its history.

    By the morphemes of these and of the words of ``rules``; not to be called so in a transaction:
    there ``ask`` is false, and words are met as they stand, with their particles.
    """
    about = CaseWords(service=service, texts=[words], history=history)
    return facts_many([about], rules=rules, ask=ask)[0]


def facts_many(
    cases: Sequence[CaseWords], *, rules: Iterable[Rule] = (), ask: bool = True
) -> list[Facts]:
    """Work out the same of many cases, with few questions to the language process."""
    rule_words = sorted({word for rule in rules for word in rule.words})
    # Without words to look for nobody need be asked.
    analyse = _morphemes if ask and rule_words else _plain
    cut = [[without(text, district.derive(_names)) for text in one.texts] for one in cases]
    forms = analyse([*rule_words, *(rest for texts in cut for rest, _ in texts)])
    known = dict(zip(rule_words, forms[: len(rule_words)], strict=True))
    of_texts = iter(forms[len(rule_words) :])
    return [
        _facts(one, texts, [next(of_texts) for _ in texts], known)
        for one, texts in zip(cases, cut, strict=True)
    ]


def _facts(
    about: CaseWords,
    cut: Sequence[tuple[str, tuple[str, ...]]],
    forms: Sequence[tuple[str, ...]],
    rule_words: dict[str, tuple[str, ...]],
) -> Facts:
    words = " \n".join(about.texts)
    found, letters = places_in(words), fold_words(words)
    named = {place.name_ko for place in found} | {place.dong for place in found}
    return Facts(
        service=about.service,
        places=frozenset(named | {dong for dong in dongs() if fold_words(dong) in letters}),
        said=CaseWording(
            texts=tuple(split_text(rest, own) for (rest, _), own in zip(cut, forms, strict=True)),
            whole=tuple(split_text(text) for text in about.texts),
            names=tuple(name for _, names in cut for name in names),
            asked=rule_words,
        ),
        returned_by=returned_by(about.history),
    )


def _morphemes(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Give the morphemes of each; () for all where nobody knows them."""
    found: list[tuple[str, ...]] = []
    for at in range(0, len(texts), _BATCH_SIZE):
        some = texts[at : at + _BATCH_SIZE]
        one = len(texts) <= _BATCH_SIZE
        understood = triage.understand(
            some, patience=triage.PATIENCE if one else triage.PATIENCE_OF_JOBS
        )
        if not understood.full:
            return _plain(texts)
        found += [tuple(piece.form for piece in pieces) for pieces in understood.pieces]
    return found


def _plain(texts: Sequence[str]) -> list[tuple[str, ...]]:
    return [()] * len(texts)


def returned_by(history: Iterable[Transition]) -> tuple[str, ...]:
    """Say which departments gave a case back, in order."""
    had, found = "", []
    for line in history:
        if line.event in _RETURNS and had:
            found.append(had)
        if line.event in _GIVES:
            had = line.data.get("department") or had
    return tuple(found)


def case_facts(case: Case, service: str, *, rules: Iterable[Rule] = (), ask: bool = False) -> Facts:
    """Give the facts of one case; two or three queries. ``ask``: not in a transaction."""
    texts = [text.body for text in conversations.thread(subject(case.id)) if text.direction == "in"]
    history = audit.history(subject(case.id)) if case.returns else ()
    about = CaseWords(service=service, texts=[case.title, *texts], history=history)
    return facts_many([about], rules=rules, ask=ask)[0]


def rule_by_itself(case: Case, service: str) -> Rule | None:
    """Give the rule that assigns such a case by itself; one query where there is none.

    In a transaction: its words are met as they stand.
    """
    rules = [one for one in rules_on() if one.auto]
    return first_fitting(rules, case_facts(case, service)) if rules else None


def rule_destination(case: Case, service: str) -> Destination | None:
    """Say where a rule sends such a case by itself; None where no rule does."""
    own = rule_by_itself(case, service)
    if own is None:
        return None
    return Destination(department=own.department, rule=own.id, person=rule_person(own))


def rule_person(rule: Rule) -> int | None:
    """Give whom a rule names, if they still work in its department."""
    person = departments.staff_by_id(rule.person) if rule.person else None
    if person is None or not person.is_active:
        return None
    inside = person.department_id in departments.department_scope(rule.department)
    return person.id if inside else None


@dataclass(slots=True, kw_only=True)
class Tried:
    """How one rule, or all, would have done. ``right``: where the case was in the end.

    ``elsewhere``: it would have gone to another department than the first one it was sent to;
    ``better`` of these were right, ``worse`` had been right before.
    """

    fitted: int = 0
    right: int = 0
    elsewhere: int = 0
    better: int = 0
    worse: int = 0

    @property
    def is_worse(self) -> bool:
        """Whether people had been right more often than it would have been."""
        return self.worse > self.better


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    code: str
    title: str
    first: str
    last: str
    rule: str


@dataclass(slots=True, kw_only=True)
class Trial:
    """What a dry run found. ``first_right``: cases that the first department kept to the end."""

    cases: int = 0
    first_right: int = 0
    all: Tried = field(default_factory=Tried)
    by_rule: dict[int, Tried] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)


def rules_try(*, viewer: Viewer | None, rules: Sequence[Rule], since: dt.datetime) -> Trial:
    """Try rules on the cases since then that a department had; changes nothing.

    At most TRIED_AT_MOST of them, the newest first, of those that ``viewer`` sees (None: all);
    three queries, however many they are. Not to be called in a transaction: it asks what the
    words consist of.
    """
    seen = Case.objects.all() if viewer is None else visible(viewer)
    wanted = seen.filter(opened_at__gte=since, department__isnull=False, imported=False)
    rows = list(wanted.order_by("-opened_at", "-id")[:TRIED_AT_MOST])
    references = [subject(case.id) for case in rows]
    threads = conversations.thread_many(references)
    given = _first_given(references)
    about = [_words_of(case, threads.get(subject(case.id), ())) for case in rows]
    firsts = [given.get(subject(case.id), case.department_id or "") for case in rows]
    return tried_on(list(zip(rows, firsts, about, strict=True)), rules)


def tried_on(done: Sequence[tuple[Case, str, CaseWords]], rules: Sequence[Rule]) -> Trial:
    """Count what rules would have made of cases, each with its first department and its words."""
    trial = Trial()
    facts_list = facts_many([about for _, _, about in done], rules=rules)
    for (case, first, _), facts in zip(done, facts_list, strict=True):
        _count(trial, case, first, first_fitting(rules, facts))
    return trial


def _words_of(case: Case, thread: Iterable[ThreadText]) -> CaseWords:
    texts = [text.body for text in thread if text.direction == "in"]
    return CaseWords(service=case.service_id or "", texts=[case.title, *texts])


def _first_given(references: Sequence[str]) -> dict[str, str]:
    """Give the department that each case was sent to first; one query."""
    lines = Transition.objects.filter(subject__in=references, event=CaseEvent.ASSIGN.tag)
    found: dict[str, str] = {}
    for about, data in lines.order_by("at", "id").values_list("subject", "data"):
        if data.get("department"):
            found.setdefault(about, data["department"])
    return found


def _count(trial: Trial, case: Case, first: str, rule: Rule | None) -> None:
    last = case.department_id or ""
    trial.cases += 1
    trial.first_right += first == last
    if rule is None:
        return
    for tried in (trial.all, trial.by_rule.setdefault(rule.id, Tried())):
        tried.fitted += 1
        tried.right += rule.department == last
        if rule.department != first:
            tried.elsewhere += 1
            tried.better += rule.department == last
            tried.worse += first == last
    if rule.department != first and len(trial.examples) < _EXAMPLES:
        trial.examples.append(
            Example(
                code=case.code or "", title=case.title, first=first, last=last, rule=rule.department
            )
        )
