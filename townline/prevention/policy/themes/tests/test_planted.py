"""Planted themes are found again; the figures are printed (``-s``)."""

import random
from collections import Counter

import pytest

from townline.prevention.policy.themes.computing.finding import themes
from townline.prevention.policy.themes.rules.kinds import ThemeKind, course
from townline.prevention.policy.themes.tests.planted import COMPLAINTS, plant_texts


@pytest.fixture(scope="module")
def rows():
    return plant_texts(1_000)


@pytest.fixture(scope="module")
def found(rows):
    return themes([row.text for row in rows])


def _of(rows, one):
    return Counter(rows[at].theme for at in one.members)


def _mainly(rows, found, theme):
    """Give the themes that are made of one planted theme for the most part, largest first."""
    return [one for one in found if _of(rows, one).most_common(1)[0][0] == theme]


def _figures(rows, found):
    whole = Counter(row.theme for row in rows)
    for theme in COMPLAINTS:
        mine = _mainly(rows, found, theme)
        matched = sum(_of(rows, one)[theme] for one in mine)
        size = sum(len(one.members) for one in mine)
        largest = max((_of(rows, one)[theme] for one in mine), default=0)
        yield theme, largest / whole[theme], matched / whole[theme], matched / max(1, size)


def test_planted_themes_are_found(rows, found):
    figures = list(_figures(rows, found))
    for theme, largest, recall, precision in figures:
        print(f"{theme}: in one theme {largest:.2f}, recall {recall:.2f}, pure {precision:.2f}")  # noqa: T201 -- figures
    recalls, pure = ([one[at] for one in figures] for at in (2, 3))
    assert sum(recalls) / len(COMPLAINTS) > 0.75
    assert sum(pure) / len(COMPLAINTS) > 0.85


def test_words_drawn_by_chance_are_no_themes(rows):
    # The control: the same words, dealt out anew, hang together nowhere near as well.
    rng = random.Random(2)  # noqa: S311 -- no secret
    words = [word for row in rows for word in row.text.split()]
    rng.shuffle(words)
    dealt = [" ".join(words[at : at + 5]) for at in range(0, len(words) - 5, 5)][: len(rows)]
    made = themes(dealt)
    figures = list(_figures(rows[: len(dealt)], made))
    assert sum(one[3] for one in figures) / len(COMPLAINTS) < 0.5


def test_a_theme_is_named_by_its_own_words(rows, found):
    names = " / ".join(_mainly(rows, found, theme)[0].name for theme in COMPLAINTS)
    for word in ("가로등", "주차", "반지하", "번호표", "염화칼슘", "고양이", "킥보드", "소음"):
        assert word in names


def test_what_stays_is_told_from_a_campaign_and_from_a_copied_petition(rows, found):
    every = (*COMPLAINTS, "campaign", "petition")
    kinds = {theme: _kind(rows, _mainly(rows, found, theme)[0]) for theme in every}
    assert kinds.pop("campaign").kind == ThemeKind.CAMPAIGN
    assert kinds.pop("petition").kind == ThemeKind.COPIED
    assert {one.kind for one in kinds.values()} == {ThemeKind.CHRONIC}
    assert set(kinds["snow"].season) <= {11, 12, 1, 2, 3}
    assert kinds["light"].season == ()
    assert kinds["light"].years == (2023, 2024, 2025)


def _kind(rows, one):
    days = [rows[at].day for at in one.members]
    return course(days, copied=len(one.copied), since=rows[0].day, until=rows[-1].day)
