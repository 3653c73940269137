"""People shape themes: name, join, split, dismiss; each is taken back with a press."""

from django.db import transaction

from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Act
from townline.prevention.policy.themes.errors import (
    ThemeIntoItself,
    ThemeNameless,
    ThemeNotFound,
    ThemeWithoutTexts,
)
from townline.prevention.policy.themes.models import Theme, ThemeText
from townline.prevention.policy.themes.rules.states import ThemeEvent, ThemeRemark, ThemeState
from townline.prevention.policy.themes.services.counting import themes_count
from townline.prevention.policy.themes.services.marks import THEMES, theme_lock, theme_record


@transaction.atomic
def theme_name(act: Act, *, number: int, name: str) -> Theme:
    """Call a theme otherwise; "" gives it back its own words."""
    theme = theme_lock(number, act.viewer)
    before, theme.said = theme.said, " ".join(name.split())[:120]
    theme.save(update_fields=["said"])
    theme_record(theme, ThemeRemark.NAME, act.actor, act.now, before=before, name=theme.said)
    return theme


@transaction.atomic
def theme_dismiss(act: Act, *, number: int) -> Theme:
    """Say that it is none; later texts of it are not shown either."""
    theme = theme_lock(number, act.viewer)
    THEMES.move(theme, ThemeEvent.DISMISS, actor=act.actor, now=act.now)
    return theme


@transaction.atomic
def theme_restore(act: Act, *, number: int) -> Theme:
    """Take a dismissal back."""
    theme = theme_lock(number, act.viewer)
    THEMES.move(theme, ThemeEvent.RESTORE, actor=act.actor, now=act.now)
    return theme


@transaction.atomic
def theme_join(act: Act, *, number: int, into: int) -> Theme:
    """Let a theme go on in another one. Raises ThemeIntoItself, WrongState."""
    if number == into:
        raise ThemeIntoItself("a theme cannot be joined to itself")
    locked = {each: theme_lock(each, act.viewer) for each in sorted((number, into))}
    theme, other = locked[number], locked[into]
    if other.state != ThemeState.FOUND:
        raise ThemeNotFound(f"there is no theme {into} to join")
    THEMES.move(
        theme, ThemeEvent.JOIN, actor=act.actor, now=act.now, changes={"joined_into_id": into},
        data={"into": into},
    )  # fmt: skip
    ThemeText.objects.filter(theme=theme).update(theme=other, came_from=theme)
    themes_count([number, into])
    return other


@transaction.atomic
def theme_separate(act: Act, *, number: int) -> Theme:
    """Take a join back: its own texts return, later ones stay where they came."""
    theme = theme_lock(number, act.viewer)
    into = theme.joined_into_id
    THEMES.move(
        theme, ThemeEvent.SEPARATE, actor=act.actor, now=act.now, changes={"joined_into_id": None}
    )
    ThemeText.objects.filter(theme=into, came_from=theme).update(theme=theme, came_from=None)
    themes_count([number, *([into] if into else [])])
    return theme


@transaction.atomic
def theme_split(act: Act, *, number: int, word: str) -> Theme:
    """Take the texts with a word out into a theme of their own. Raises ThemeWithoutTexts."""
    theme, word = theme_lock(number, act.viewer), word.strip()[:60]
    if not word:
        raise ThemeNameless("name the word by which it is split")
    ids = list(ThemeText.objects.filter(theme=theme).values_list("text_id", flat=True))
    texts = conversations.incoming_many(ids)
    own = [one for one in ids if one in texts and word in texts[one].body]
    if not own or len(own) == len(ids):
        raise ThemeWithoutTexts("no text, or every text, has the word")
    part = Theme.objects.create(
        name=word, said=word, words=[word], state=ThemeState.FOUND, parent=theme, word=word,
        made_at=act.now,
    )  # fmt: skip
    ThemeText.objects.filter(text_id__in=own).update(theme=part)
    theme_record(theme, ThemeRemark.SPLIT, act.actor, act.now, part=part.pk, texts=len(own))
    theme_record(part, ThemeEvent.FIND.tag, act.actor, act.now, parent=number)
    themes_count([number, part.pk])
    return part


@transaction.atomic
def theme_unsplit(act: Act, *, number: int) -> Theme:
    """Take a split back: the part goes on in what it was taken out of."""
    part = theme_lock(number, act.viewer)
    if part.parent_id is None:
        raise ThemeNotFound(f"theme {number} was not split off")
    whole = theme_join(act, number=number, into=part.parent_id)
    Theme.objects.filter(pk=number).update(parent=None, word="")
    theme_record(whole, ThemeRemark.UNSPLIT, act.actor, act.now, part=number)
    return whole
