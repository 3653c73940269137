"""What everybody sees of a survey: totals, no small count and nothing that tells one."""

import itertools

import pytest
from hypothesis import example, given, strategies as st

from townline.platform.core import district
from townline.platform.core.models import District
from townline.platform.core.personal_data.suppression import SMALLEST, hidden_flags, hidden_rows
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.pages.rules.publishing import DongCount, publish_list
from townline.prevention.surveys.tests.lists import KIND, as_csv, invented_rows, take
from townline.prevention.surveys.tests.test_pages import grade_homes

_TABLES = st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=6)


@given(_TABLES)
def test_what_hidden_rows_leave_over_tells_no_small_count(table):
    hides = hidden_rows(table, [False] * len(table))
    left = [row for row, hide in zip(table, hides, strict=True) if hide]
    shown = [row for row, hide in zip(table, hides, strict=True) if not hide]
    assert not [count for row in shown for count in row if 0 < count < SMALLEST]
    if shown and left:
        assert sum(map(any, left)) > 1
        assert not [c for c in map(sum, zip(*left, strict=True)) if 0 < c < SMALLEST]


def _fitting(table, hides):
    """Give every table of two columns with the same sums: of columns, and of rows that are told."""
    untold = hidden_flags([sum(row) for row in table])
    rows = [
        list(itertools.product(range(6), repeat=2))
        if secret
        else [(n, sum(row) - n) for n in range(sum(row) + 1)]
        for row, hide, secret in zip(table, hides, untold, strict=True)
        if hide
    ]
    left = [row for row, hide in zip(table, hides, strict=True) if hide]
    columns = [*map(sum, zip(*left, strict=True))]
    return [
        each for each in itertools.product(*rows) if [*map(sum, zip(*each, strict=True))] == columns
    ]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=4))
@example([(0, 0), (1, 0), (4, 0)])
def test_nobody_can_work_out_a_small_count_from_the_sums(table):
    hides = hidden_rows(table, hidden_flags([sum(row) for row in table]))
    left = [row for row, hide in zip(table, hides, strict=True) if hide]
    # All hidden: then the sums of columns are small themselves, and not published.
    if not left or all(hides):
        return
    possible = _fitting(table, hides)
    for at, row in enumerate(left):
        known = {each[at] for each in possible}
        assert len(known) > 1 or not any(0 < count < SMALLEST for count in row), (table, hides)


@given(
    st.lists(
        st.builds(
            lambda out, waiting, *grades: (out, waiting, dict(zip("ABCD", grades, strict=True))),
            *[st.integers(0, 12)] * 6,
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_no_published_number_is_from_one_to_four(rows):
    counts = [DongCount(str(n), *row) for n, row in enumerate(rows)]
    whole, lines = publish_list(counts, "ABCD")
    for line in (whole, *lines):
        numbers = [line.listed, line.excluded, line.waiting, line.graded, *line.grades]
        assert not [n for n in numbers if n is not None and 0 < n < SMALLEST]


def _set_public(seen):
    row = District.objects.get()
    row.settings["surveys"]["public_totals"] = seen
    row.save()
    district.forget()


@pytest.mark.django_db
def test_everybody_sees_totals_where_the_district_wishes(visit, shelf, world):
    take(as_csv(invented_rows(120)))
    grade_homes(60)
    some = Home.objects.filter(state="graded").order_by("id").values_list("id", flat=True)[:20]
    Home.objects.filter(id__in=list(some)).update(grade="D")
    client = visit()
    page = client.get("/open/surveys?lang=en")
    assert (page.status_code, page.cookies) == (200, {})
    assert "public" in page.headers["Cache-Control"]
    words = page.content.decode()
    assert "<b>120</b>" in words
    assert "/open/figures?lang=en" in words
    assert "/open/surveys?lang=ko" in client.get("/open/figures?lang=ko").content.decode()
    totals = client.get("/api/v1/open/surveys").json()
    assert totals["whole"]["listed"] == 120 == sum(line["listed"] for line in totals["dongs"])
    assert (
        totals["whole"]["graded"] == sum(n or 0 for n in totals["whole"]["grades"].values()) == 60
    )
    table = client.get("/open/surveys.csv?lang=ko").content.decode().splitlines()
    assert len(table) == 2 + len(totals["dongs"])
    assert client.get("/open/surveys?kind=castle").status_code == 404
    _set_public(False)
    for address in ("/open/surveys", "/open/surveys.csv", "/api/v1/open/surveys"):
        assert client.get(address).status_code == 404
    assert "/open/surveys" not in client.get("/open/figures").content.decode()


@pytest.mark.django_db
def test_totals_cost_the_same_however_long_the_list(visit, shelf, world, django_assert_num_queries):
    client = visit()
    client.get("/open/surveys")
    take(as_csv(invented_rows(40)))
    with django_assert_num_queries(2):
        client.get("/open/surveys")
    assert KIND
