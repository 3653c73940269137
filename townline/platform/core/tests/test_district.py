"""What a district says is kept for half a minute in each process, and not longer."""

import pytest

from townline.platform.core import clock, district
from townline.platform.core.models import District, ResidentText
from townline.platform.core.settings import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticks(request, monkeypatch):
    request.getfixturevalue("district")
    now = [1000.0]
    monkeypatch.setattr(clock, "ticks", lambda: now[0])
    district.forget()
    return now


def load_anew():
    """Change the tables as another process does that loads a district."""
    row = District.objects.get()
    row.name_ko, row.settings = "새들구", row.settings | {"promise": "PT24H"}
    row.save()
    ResidentText.objects.filter(key="receipt", lang="ko").update(body="새 글")


def promise(settings):
    return settings.raw["promise"]


def current_values():
    name = district.current().name_ko
    return name, district.derive(promise), district.text("receipt", "ko")


def test_a_district_loaded_elsewhere_is_noticed_within_half_a_minute(ticks):
    before = current_values()
    load_anew()
    ticks[0] += district.CACHE_SECONDS - 1
    assert current_values() == before
    ticks[0] += 1
    assert current_values() == ("새들구", "PT24H", "새 글")


def test_a_district_loaded_here_is_noticed_at_once(ticks):
    current_values()
    load_anew()
    district.forget()
    assert current_values() == ("새들구", "PT24H", "새 글")


def test_what_is_kept_asks_the_database_nothing(ticks, django_assert_num_queries):
    current_values()
    with django_assert_num_queries(0):
        assert current_values() == current_values()


def test_a_part_is_made_once_for_as_long_as_the_district_says_the_same(ticks):
    before = district.part(Office)
    assert district.part(Office) is before
    ticks[0] += district.CACHE_SECONDS
    assert district.part(Office) is before
    load_anew()
    ticks[0] += district.CACHE_SECONDS
    assert district.part(Office) is not before


def test_the_wide_boundaries_are_not_read(ticks, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        district.current()
    assert "boundaries" not in queries[0]["sql"]


def test_an_unknown_text_is_refused_and_another_language_falls_back(ticks):
    with pytest.raises(KeyError, match="nothing"):
        district.text("nothing", "ko")
    assert district.text("receipt", "fr") == district.text("receipt", "en")
    ResidentText.objects.filter(key="receipt", lang="en").delete()
    district.forget()
    assert district.text("receipt", "fr") == district.text("receipt", "ko")


def test_what_a_district_from_before_lacks_is_the_programmes_own(ticks):
    ResidentText.objects.filter(key="who").delete()
    row = District.objects.get()
    before = {name: row.settings["texts"]["words"][name] for name in ("stop", "help")}
    row.settings = row.settings | {"texts": row.settings["texts"] | {"words": before}}
    row.save()
    district.forget()
    assert district.text("who", "ko").startswith(f"[{row.name_ko}] ")
    assert "취소" in district.words("cancel")["ko"]
    assert district.words("stop") == {k: tuple(v) for k, v in before["stop"].items()}


def test_no_district_is_said_with_what_to_do(ticks):
    District.objects.all().delete()
    for _ in range(2):
        with pytest.raises(district.DistrictMissing, match="district load"):
            district.current()


def test_what_was_edited_elsewhere_is_noticed_within_seconds(ticks, monkeypatch):
    monkeypatch.setattr(district, "LOOKED_SECONDS", 2.0)
    district.forget()
    before = current_values()
    load_anew()
    ticks[0] += 2
    assert current_values() == before  # nothing says that it was edited
    District.objects.update(edited_at=clock.now())
    ticks[0] += 1
    assert current_values() == before
    ticks[0] += 1
    assert current_values() == ("새들구", "PT24H", "새 글")
