"""A theme keeps its identity from month to month, and what people shaped stays."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.prevention.policy.themes import api
from townline.prevention.policy.themes.computing.finding import themes
from townline.prevention.policy.themes.models import Theme, ThemeRun, ThemeText
from townline.prevention.policy.themes.rules.identity import identities, stable_share
from townline.prevention.policy.themes.selectors import Material, themes_counted
from townline.prevention.policy.themes.services.running import TextGroup
from townline.prevention.policy.themes.tests.planted import plant_texts

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("before", "groups", "wanted"),
    [
        ({}, [[1, 2]], [None]),
        ({1: 7, 2: 7, 3: 8}, [[1, 2, 9], [3]], [7, 8]),
        ({1: 7, 2: 7, 3: 7, 4: 7}, [[1, 2, 3], [4, 5, 6]], [7, None]),
        ({1: 7, 2: 7, 3: 7, 4: 7, 5: 7}, [[1, 2, 3], [4, 5]], [7, 7]),
        ({1: 7, 2: 8, 3: 8}, [[1, 2, 3]], [8]),
    ],
)
def test_a_group_goes_on_as_the_theme_that_it_was(before, groups, wanted):
    assert identities(before, groups) == wanted


def test_what_was_joined_stays_joined_however_much_comes():
    before, groups = {1: 7, 2: 7, 3: 7, 4: 7}, [[1, 2, 3], [4, 5, 6, 8, 9]]
    assert identities(before, groups, {7}) == [7, 7]
    assert stable_share({1: 7, 2: 7, 3: 8}, {1: 7, 2: 8}, {1, 2}) == 0.5
    assert stable_share({}, {}, set()) is None


def _store_themes(rows, now=NOW):
    """Keep what is found in planted rows, as the monthly run does with the child's answer."""
    materials = [Material(at, at, row.day, "은하동", row.text) for at, row in rows]
    found = themes([one.text for one in materials])
    groups = [
        TextGroup(one.name, list(one.words), [materials[at].id for at in one.members],
              frozenset(materials[at].id for at in one.copied))
        for one in found
    ]  # fmt: skip
    return api.themes_keep(materials, groups, now=now)


@pytest.mark.long  # what decides is held by the table above
def test_four_fifths_of_texts_stay_with_their_theme_from_month_to_month():
    rows = list(enumerate(plant_texts(700), 1))
    rows.sort(key=lambda pair: pair[1].day)
    shares = []
    for month in range(4):
        _store_themes(rows[: 550 + month * 60], NOW + dt.timedelta(days=30 * month))
        shares.append(ThemeRun.objects.latest("id").stayed)
    assert shares[0] is None
    print("share that stays, month by month:", [f"{one:.3f}" for one in shares[1:]])  # noqa: T201 -- figures
    assert min(shares[1:]) >= 0.8


@pytest.fixture
def texts():
    rows = [(at, row) for at, row in enumerate(plant_texts(300), 1)]
    _store_themes(rows)
    return rows


def _find_theme(word):
    return Theme.objects.filter(name__contains=word).order_by("-count").first()


def test_what_people_shape_stays_and_is_taken_back(world, texts):
    viewer = {"act": world.by("clerk1")}
    one, other, third = _find_theme("킥보드"), _find_theme("소음"), _find_theme("반지하")
    api.theme_name(**viewer, number=one.pk, name="킥보드 방치")
    api.theme_join(**viewer, number=other.pk, into=one.pk)
    api.theme_dismiss(**viewer, number=third.pk)
    both = Theme.objects.get(pk=one.pk)
    assert both.count == one.count + other.count
    _store_themes(texts)
    both.refresh_from_db()
    assert both.title == "킥보드 방치"
    assert both.count == one.count + other.count
    assert Theme.objects.get(pk=third.pk).state == "dismissed"
    back = api.theme_separate(**viewer, number=other.pk)
    assert back.state == "found"
    assert Theme.objects.get(pk=other.pk).count == other.count
    assert api.theme_restore(**viewer, number=third.pk).state == "found"


@pytest.mark.server
def test_who_tells_of_a_week_hears_what_came_lately_and_before(world):
    code = world.text("놀이터 그네 줄이 풀렸어요")
    case = apps.get_model("cases", "Case").objects.get(code=code)
    theme = Theme.objects.create(name="그네", count=2, made_at=NOW)
    today = dt.date(2026, 11, 25)
    for text, days in ((1, 3), (2, 30), (3, 400)):
        day = today - dt.timedelta(days=days)
        ThemeText.objects.create(theme=theme, text_id=text, case_id=case.pk, day=day)
    known, rows = api.themes_lately(today)
    assert set(known) == {theme.pk}
    assert sorted((row.back, row.number) for row in rows) == [(0, 1), (1, 1)]
    named = themes_counted(today)
    assert sorted(named) == [(theme.pk, "그네", 0, 1), (theme.pk, "그네", 1, 1)]


def test_refusals_are_said(world, texts):
    viewer, one = {"act": world.by("clerk1")}, _find_theme("킥보드")
    from townline.prevention.policy.themes.errors import ThemeIntoItself, ThemeWithoutTexts

    with pytest.raises(ThemeIntoItself):
        api.theme_join(**viewer, number=one.pk, into=one.pk)
    with pytest.raises(ThemeWithoutTexts):
        api.theme_split(**viewer, number=one.pk, word="없는낱말")
    with pytest.raises(api.ThemeNotFound):
        api.theme_detail(999_999, viewer=world.person("clerk1"))


def test_the_whole_way_through_the_child_to_the_pages(world, visit):
    for number, row in enumerate(plant_texts(60)):
        world.text(row.text, f"0100000{number:04}")
    run = api.themes_run(now=world.now)
    assert run.texts >= 60
    client = visit("clerk1")
    page = client.get("/insights/themes/?view=all").text
    largest = Theme.objects.order_by("-count").first()
    assert f"/insights/themes/{largest.pk}/" in page
    shown = client.get(f"/insights/themes/{largest.pk}/").text
    case = apps.get_model("cases", "Case").objects.get(
        id=ThemeText.objects.filter(theme=largest).latest("day", "text_id").case_id
    )
    assert case.code in shown
    assert "/policy/new/?theme=" in shown
    # Who sees no cases of others sees no text of theirs.
    assert case.code not in visit("welfare.officer").get(f"/insights/themes/{largest.pk}/").text
    assert visit("admin").get("/insights/themes/").status_code == 403
    part = client.post(f"/insights/themes/{largest.pk}/split", {"word": largest.words[0][:2]})
    assert part.status_code in {302, 422}
    assert (
        client.post(f"/insights/themes/{largest.pk}/name", {"name": "새 이름"}).status_code == 302
    )
    assert "새 이름" in client.get(f"/insights/themes/{largest.pk}/").text


def test_nothing_yet_and_constant_statements(world, visit, texts):
    client = visit("clerk1")

    def statements():
        with CaptureQueriesContext(connection) as queries:
            client.get("/insights/themes/?view=all")
        return len(queries)

    client.get("/insights/themes/?view=all")
    many = statements()
    Theme.objects.filter(count__lt=20).update(count=0)
    assert statements() == many
    ThemeRun.objects.all().delete()
    Theme.objects.update(count=0)
    assert "아직 찾은 주제가 없습니다. 문자가 30건" in client.get("/insights/themes/").text
