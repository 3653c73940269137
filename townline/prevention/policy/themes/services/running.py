"""The monthly run: all texts are grouped anew, and each group goes on as the theme it was."""

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from townline.casework.cases import api as cases
from townline.platform.core.history import audit
from townline.platform.triage import api as triage
from townline.prevention.policy.themes.models import Theme, ThemeRun, ThemeText
from townline.prevention.policy.themes.rules.identity import identities, stable_share
from townline.prevention.policy.themes.rules.states import ThemeEvent, ThemeState
from townline.prevention.policy.themes.rules.where import names_of
from townline.prevention.policy.themes.selectors import Material, material
from townline.prevention.policy.themes.services.counting import themes_count
from townline.prevention.policy.themes.services.marks import theme_record

FIND = "townline.prevention.policy.themes.tasks.find_themes"
LEAST = 30  # texts of a district: fewer tell nothing
_SECONDS = 3_600


class RunFailed(RuntimeError):
    """The child that finds themes ended otherwise than it should; nothing was changed."""


@dataclass(frozen=True, slots=True)
class TextGroup:
    """One group that the child found; ``members`` and ``copied`` are ids of texts."""

    name: str
    words: list[str]
    members: list[int]
    copied: frozenset[int]


def themes_run(*, now: dt.datetime) -> ThemeRun | None:
    """Find themes in all texts; None where there are too few. Outside of any transaction.

    Killed it has changed nothing; run again it finds the same. Raises RunFailed.
    """
    rows = list(material())
    if len(rows) < LEAST:
        return None
    groups = _compute_groups(rows)
    with transaction.atomic():
        return themes_keep(rows, groups, now=now)


def themes_ask(at: dt.datetime) -> None:
    """Have the worker find themes at a time, whether or not it is their month."""
    job = app.configure_task(
        FIND, queue=settings.TOWNLINE_DISTRICT, queueing_lock=FIND, schedule_at=at
    )
    job.defer(timestamp=int(at.timestamp()), again=True)


def _compute_groups(rows: Sequence[Material]) -> list[TextGroup]:
    places = sorted(name.lower() for name in triage.dongs())
    known = names_of(
        (place.name_ko for place in cases.all_places()),
        ((dong, triage.dong_name(dong, english=True)) for dong in triage.dongs()),
    )
    texts = [known.without(row.text) for row in rows]
    request = json.dumps({"texts": texts, "places": places})
    child = subprocess.run(
        [sys.executable, "-m", "townline.prevention.policy.themes.computing"],
        input=request.encode(), capture_output=True, timeout=_SECONDS, check=False,
    )  # fmt: skip
    if child.returncode:
        # Its words may hold words of residents; how it ended says enough.
        raise RunFailed(f"finding themes ended with {child.returncode}")
    return [_group(theme, rows) for theme in json.loads(child.stdout)]


def _group(theme: dict[str, Any], rows: Sequence[Material]) -> TextGroup:
    return TextGroup(
        theme["name"], theme["words"], [rows[at].id for at in theme["members"]],
        frozenset(rows[at].id for at in theme["copied"]),
    )  # fmt: skip


def themes_keep(
    rows: Sequence[Material], groups: Sequence[TextGroup], *, now: dt.datetime
) -> ThemeRun:
    """Keep what was found, each group under the theme that it was; in the caller's transaction.

    A text that lies in no group now stays where it was. What people joined, split, named or
    dismissed stays so.
    """
    list(Theme.objects.select_for_update().order_by("id").values_list("id", flat=True))
    before = dict(ThemeText.objects.values_list("text_id", "theme"))
    shaped = set(Theme.objects.filter(joined__isnull=False).values_list("id", flat=True))
    chosen = identities(before, [group.members for group in groups], shaped)
    after: dict[int, int] = {}
    for group, number in zip(groups, chosen, strict=True):
        theme = _theme(group, number, now)
        after |= dict.fromkeys(group.members, theme.pk)
    _split_again(after, rows)
    share = stable_share(before, after, {row.id for row in rows})
    _write(rows, after, groups)
    themes_count(set(after.values()) | set(before.values()))
    return ThemeRun.objects.create(at=now, texts=len(rows), themes=len(groups), stayed=share)


def _theme(group: TextGroup, number: int | None, now: dt.datetime) -> Theme:
    name, words = group.name[:120], [word[:60] for word in group.words]
    if number is not None:
        theme = Theme.objects.get(pk=number)
        theme.name, theme.words = name, words
        theme.save(update_fields=["name", "words"])
        return theme
    theme = Theme.objects.create(name=name, words=words, state=ThemeState.FOUND, made_at=now)
    theme_record(theme, ThemeEvent.FIND.tag, audit.SYSTEM, now, texts=len(group.members))
    return theme


def _split_again(after: dict[int, int], rows: Iterable[Material]) -> None:
    """Take out of a theme what a person took out of it before, by its word."""
    parts = Theme.objects.filter(parent__isnull=False).exclude(word="").order_by("id")
    for part in parts:
        for row in rows:
            if after.get(row.id) == part.parent_id and part.word in row.text:
                after[row.id] = part.pk


def _write(rows: Sequence[Material], after: dict[int, int], groups: Sequence[TextGroup]) -> None:
    copied = {text for group in groups for text in group.copied}
    made = [
        ThemeText(
            text_id=row.id, theme_id=after[row.id], case_id=row.case_id, day=row.day,
            dong=row.dong, copied=row.id in copied,
        )
        for row in rows
        if row.id in after
    ]  # fmt: skip
    ThemeText.objects.bulk_create(
        made, batch_size=5_000, update_conflicts=True, unique_fields=["text_id"],
        update_fields=["theme", "case_id", "day", "dong", "copied"],
    )  # fmt: skip
