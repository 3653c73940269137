"""No resident registration number stands in a note of staff, wherever it is shown or printed."""

import pytest

from townline.casework.cases import api
from townline.casework.cases.models import Note

pytestmark = pytest.mark.django_db
NUMBER, MASK = "900101-1234567", "******-*******"


def test_a_number_in_a_note_is_masked_when_it_is_written(world, visit):
    code = world.text("길이 파였어요")
    note = api.note_add(world.by("clerk1"), code=code, body=f"본인 확인 {NUMBER}, 010-0000-0042")
    assert note.body == f"본인 확인 {MASK}, 010-0000-0042"
    assert list(Note.objects.values_list("body", flat=True)) == [note.body]
    page = visit("clerk1").get(f"/cases/{code}/").content.decode()
    assert MASK in page
    assert NUMBER not in page


def test_one_of_before_is_masked_where_it_is_read(world):
    code = world.text("길이 파였어요")
    note = api.note_add(world.by("clerk1"), code=code, body="메모")
    Note.objects.filter(id=note.id).update(body=NUMBER)
    assert Note.objects.get(id=note.id).body == MASK
    assert Note.objects.values_list("body", flat=True).get() == MASK


def test_many_written_at_once_are_masked_too(world):
    code = world.text("길이 파였어요")
    note = api.note_add(world.by("clerk1"), code=code, body="메모")
    more = Note(case=note.case, author=note.author, body=NUMBER, at=world.now)
    Note.objects.bulk_create([more])
    assert Note.objects.filter(body=MASK).count() == 1
