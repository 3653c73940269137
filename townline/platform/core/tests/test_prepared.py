"""A query that was compiled once says the same as one that is built anew, for any values."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.db.models import Count, DateTimeField, Q
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext

from townline.platform.core import district
from townline.platform.core.database.prepared import prepare_query, prepared_for
from townline.platform.core.models import Holiday

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]

DAYS = [dt.date(2026, 1, day) for day in range(1, 29)]
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def days():
    district.forget()
    Holiday.objects.all().delete()
    Holiday.objects.bulk_create(
        Holiday(date=day, name_ko=f"쉬는 날 {day.day}", name_en="off") for day in DAYS
    )


def moment(day):
    return dt.datetime(2026, 1, day, tzinfo=dt.UTC)


class Built:
    """Counts how often it is built."""

    def __init__(self, build):
        self.build, self.times = build, 0

    def __call__(self, **values):
        self.times += 1
        return self.build(**values).order_by("date").values_list("date", flat=True)


def same(build, *value_sets):
    """Give how often ``build`` was built for all that is asked for, found equal each time."""
    built = Built(build)
    for values in value_sets:
        assert list(prepare_query("key", built, **values)) == list(Built(build)(**values))
    return built.times


def test_a_word_is_put_in_its_place():
    def build(*, name):
        return Holiday.objects.filter(~Q(name_ko=name), name_ko__lte="쉬는 날 3")

    assert same(build, {"name": "쉬는 날 1"}, {"name": "쉬는 날 2"}, {"name": "' OR 1=1 --"}) == 2


def test_a_number_is_put_in_its_place():
    def build(*, month, day):
        return Holiday.objects.filter(date__month=month).exclude(date__day__gt=day)

    value_sets = {"month": 1, "day": 5}, {"month": 1, "day": 9}, {"month": 2, "day": 9}
    assert same(build, *value_sets) == 2


def test_a_moment_is_put_in_its_place_as_far_off_as_it_was():
    def build(*, now):
        days = Holiday.objects.annotate(day=Cast("date", DateTimeField()))
        return days.filter(day__gte=now - 30 * HOUR, day__lt=now + 50 * HOUR)

    assert same(build, *({"now": moment(day)} for day in (3, 9, 27))) == 2


def test_what_is_cut_to_its_day_is_built_each_time():
    def build(*, now):
        return Holiday.objects.filter(date__gte=now.date())

    assert same(build, *({"now": moment(day)} for day in (3, 9, 27))) == 2 + 3


def test_what_can_find_nothing_is_built_each_time():
    def build(*, name):
        return Holiday.objects.filter(name_ko=name, pk__in=[])

    assert same(build, {"name": "쉬는 날 1"}, {"name": "쉬는 날 2"}) > 2


def test_keys_are_apart_and_settings_read_anew_compile_anew():
    first = Built(lambda: Holiday.objects.filter(name_ko__lte="쉬는 날 2"))
    other = Built(lambda: Holiday.objects.filter(name_ko__gt="쉬는 날 2"))
    both = [*prepare_query("first", first), *prepare_query("other", other)]
    assert sorted(both) == DAYS
    prepare_query("first", first)
    assert first.times == 2
    district.forget()
    prepare_query("first", first)
    assert first.times == 4


def test_what_is_the_same_each_time_is_written_as_it_would_be_sent():
    odd = ["100%", "%s", "%(name)s", "it's", 'a "b"', "\\", "쉬는 날 7"]
    Holiday.objects.filter(date=DAYS[0]).update(name_ko="100%")

    def build(*, name):
        like = Q(name_ko__contains="%") | Q(name_en__regex="^(off|%%)$", name_ko=name)
        return Holiday.objects.filter(like | Q(name_ko__in=odd))

    assert same(build, {"name": "쉬는 날 2"}, {"name": "100%"}, {"name": "%s"}) == 2
    (statement,) = capture_queries(lambda: list(prepare_query("key", build, name="%s")))
    assert statement.count("쉬는 날 7") == 1


def capture_queries(do):
    with CaptureQueriesContext(connection) as found:
        do()
    return [query["sql"] for query in found.captured_queries]


def test_figures_come_with_their_names():
    def build(*, name):
        return Holiday.objects.values("name_ko").annotate(n=Count("pk", filter=~Q(name_ko=name)))

    found = {row["name_ko"]: row["n"] for row in prepare_query("figures", build, name="쉬는 날 5")}
    assert len(found) == len(DAYS)
    assert [name for name, n in found.items() if not n] == ["쉬는 날 5"]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection():
    def build(*, name):
        return Holiday.objects.filter(name_ko=name)

    found = []

    def ask(name):
        found.extend(row.name_ko for row in prepare_query("threads", build, name=name))
        connection.close()

    ask("쉬는 날 1")
    thread = threading.Thread(target=ask, args=["쉬는 날 2"])
    thread.start()
    thread.join()
    assert found == ["쉬는 날 1", "쉬는 날 2"]


@pytest.mark.server
def test_numbers_are_one_parameter_however_many_they_are():
    built = Built(lambda *, ids: Holiday.objects.filter(date__day__in=ids))
    for requested in ([3], range(1, 21), [5, 5, 0, -1], []):
        found = list(prepared_for("ids", lambda ids: built(ids=ids), requested))
        assert found == [day for day in DAYS if day.day in requested]
    assert built.times == 2 + 3  # twice for all, and for none each time


def test_as_many_values_are_put_in_their_places():
    built = Built(lambda *, names: Holiday.objects.filter(name_ko__in=names))
    for requested in (
        ["쉬는 날 1"],
        ["쉬는 날 2"],
        [],
        ["쉬는 날 3", "' OR 1=1 --"],
        ["쉬는 날 4"] * 2,
    ):
        found = list(prepared_for("names", lambda names: built(names=names), requested))
        assert found == [day for day in DAYS if f"쉬는 날 {day.day}" in requested]
    assert built.times == 2 + 2 + 3  # twice for one value, twice for two, and for none each time
