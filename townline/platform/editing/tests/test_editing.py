"""What people edit is in use at once, kept with who, when and why, and taken back in one press."""

import pytest
from django.db.utils import ProgrammingError

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.models import District, ResidentText
from townline.platform.editing import api, selectors
from townline.platform.editing.errors import EditConflict, EditInvalid, EditNotAllowed, EditNotFound
from townline.platform.editing.models import Version
from townline.platform.editing.ports import editable
from townline.platform.editing.services import part_edit, part_restore

pytestmark = pytest.mark.django_db
KO = "[한들구] 문자를 받았습니다. {code}, {due}까지 답을 드립니다."


@pytest.fixture
def edit(world):
    def do(slug, key, value, *, base=0, who="admin", reason=""):
        return part_edit(
            world.by(who), editable=editable(slug), key=key, value=value, base=base, reason=reason,
        )  # fmt: skip

    return do


def now(slug, key):
    return selectors.in_use(editable(slug), api.raw_now()).get(key)


@pytest.fixture
def restore(world):
    def do(slug, key, *, to, base, who="admin"):
        return part_restore(
            world.by(who), editable=editable(slug), key=key, to=to, base=base,
        )  # fmt: skip

    return do


def test_a_text_is_sent_as_it_was_edited_and_as_before_when_that_is_undone(edit, restore):
    before = now("texts", "receipt")
    made = edit("texts", "receipt", before | {"ko": KO}, reason="더 짧게")
    district.forget()
    assert district.text("receipt", "ko") == KO
    assert (made.number, made.before, made.reason) == (1, before, "더 짧게")
    restore("texts", "receipt", to=0, base=1)
    district.forget()
    assert now("texts", "receipt") == before
    assert district.text("receipt", "ko") == before["ko"]
    assert [one.how for one in selectors.versions("texts:receipt")] == ["undo", "edit"]


def test_each_change_is_a_line_of_the_history_without_the_words(edit):
    edit("texts", "receipt", now("texts", "receipt") | {"ko": KO})
    line = audit.history("district").last()
    assert line.event == "district:words:change"
    assert line.data == {"part": "texts:receipt", "version": 1}
    assert line.actor.startswith("staff:")


def test_who_comes_second_is_told_and_changes_nothing(edit):
    edit("texts", "receipt", now("texts", "receipt") | {"ko": KO})
    other = now("texts", "receipt") | {"ko": "다른 {code}"}
    with pytest.raises(EditConflict):
        edit("texts", "receipt", other, base=0)
    assert now("texts", "receipt")["ko"] == KO
    edit("texts", "receipt", now("texts", "receipt") | {"ko": "다른 {code}"}, base=1)
    assert now("texts", "receipt")["ko"] == "다른 {code}"


@pytest.mark.parametrize(
    ("part", "wrong", "at"),
    [
        (("texts", "receipt"), {"ko": ""}, ("ko", "empty")),
        (("texts", "receipt"), {"ko": "{code"}, ("ko", "braces")),
        (("texts", "receipt"), {"en": "{queue}"}, ("en", "placeholder")),
        (("texts", "state.closed"), {"ko": "{code}"}, ("ko", "placeholder")),
        (("templates", "roads-hole-filled"), {"ko": "{nothing}"}, ("ko", "placeholder")),
        (("templates", "roads-hole-filled"), {"ko": "가" * 1901}, ("ko", "long")),
        (("templates", "roads-hole-filled"), {"kinds": []}, ("kinds", "none")),
        (("templates", "roads-hole-filled"), {"services": ["nothing"]}, ("services", "unknown")),
        (
            ("templates", "roads-hole-filled"),
            {"title": {"ko": "", "en": "x"}},
            ("title.ko", "empty"),
        ),
        (("alarms", "gas"), {"name": {"ko": "가" * 21, "en": "Gas"}}, ("name.ko", "long")),
        (("alarms", "gas"), {"advice": {"ko": "{queue}", "en": "x"}}, ("advice.ko", "placeholder")),
        (("alarms", "gas"), {"advice": {"ko": "나가세요", "en": ""}}, ("advice.en", "empty")),
    ],
)
def test_what_a_load_would_refuse_is_refused_at_its_field(edit, part, wrong, at):
    value = now(*part) | wrong
    with pytest.raises(EditInvalid) as refused:
        edit(*part, value)
    assert refused.value.wrong[at[0]].why == at[1]
    assert not Version.objects.exists()


def test_administrators_edit_and_a_head_the_templates_of_the_department(edit):
    value = now("templates", "roads-hole-filled") | {"ko": "{place} 메웠습니다."}
    edit("templates", "roads-hole-filled", value, who="roads.head")
    for who in ("clerk1", "roads.officer", "parks.head"):
        with pytest.raises(EditNotAllowed):
            edit("templates", "roads-hole-filled", value | {"ko": "다른 글"}, base=1, who=who)
    everybody = value | {"services": []}
    with pytest.raises(EditNotAllowed):  # not into what others answer from
        edit("templates", "roads-hole-filled", everybody, base=1, who="roads.head")
    text = now("texts", "receipt") | {"ko": KO}
    with pytest.raises(EditNotAllowed):
        edit("texts", "receipt", text, who="roads.head")


def test_a_template_is_added_taken_away_and_brought_back(edit, restore):
    new = now("templates", "roads-hole-filled") | {"ko": "새 서식 {code}", "en": "New {code}"}
    edit("templates", "roads-new", new)
    stored = now("templates", "roads-new")
    assert stored["placeholders"] == ["code"]
    edit("templates", "roads-new", None, base=1)
    assert now("templates", "roads-new") is None
    restore("templates", "roads-new", to=1, base=2)
    assert now("templates", "roads-new") == stored


def test_the_programmes_own_words_are_edited_and_come_back(edit, restore, district):
    row = District.objects.get()
    ResidentText.objects.filter(key="who").delete()
    del row.settings["texts"]["automatic"]["who"]
    row.save()
    own = now("texts", "who")
    assert own["ko"].startswith("[한들구] ")
    edit("texts", "who", own | {"ko": "누구인지 {line_number}"})
    assert ResidentText.objects.get(key="who", lang="ko").body == "누구인지 {line_number}"
    restore("texts", "who", to=0, base=1)
    assert now("texts", "who") == own
    assert not ResidentText.objects.filter(key="who").exists()


def test_what_says_so_already_is_no_version(edit):
    assert edit("texts", "receipt", now("texts", "receipt")) is None
    assert not Version.objects.exists()


def test_what_is_not_there_is_not_found(edit, restore):
    with pytest.raises(EditNotFound):
        edit("texts", "nothing", None)
    with pytest.raises(EditNotFound):
        restore("texts", "receipt", to=0, base=0)


def test_versions_are_never_changed(edit):
    edit("texts", "receipt", now("texts", "receipt") | {"ko": KO})
    with pytest.raises(ProgrammingError, match="Cannot update or delete"):
        Version.objects.update(reason="")
