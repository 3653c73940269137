"""A district is written as it is in use, and loads again; a load names what it would change."""

import csv
import json
import shutil

import pytest

from townline.casework.classification import api as rules
from townline.config import loading
from townline.config.loading.changes import changes, edits_keep
from townline.config.loading.exporting import NoStoredFiles, export, files
from townline.platform.core.models import District, Holiday
from townline.platform.core.paths import DEMO
from townline.platform.departments.api import Act, service_department
from townline.platform.editing import api
from townline.platform.editing.ports import editable

pytestmark = pytest.mark.django_db
KO = "[한들구] 새 글 {code}, {due}까지"


@pytest.fixture
def edited(world):
    """Edit a text, a template and an alarm."""

    def edit(slug, key, **words):
        one = editable(slug)
        value = api.in_use(one, api.raw_now())[key] | words
        api.part_edit(
            world.by("admin"), editable=one, key=key, value=value, base=0, reason="",
        )  # fmt: skip

    edit("texts", "receipt", ko=KO)
    edit("templates", "roads-hole-filled", ko="새 서식 {place}")
    edit("alarms", "gas", name={"ko": "가스 누출", "en": "Gas leak"})
    edit("departments", "roads", phone="02-0000-1099")
    edit("categories", "parking", department="roads")
    edit("deadlines", "complaint", count="24", unit="H")
    edit("hours", "office", end="17:00")
    edit("words", "help", ko=["도와줘요"])
    return edit


def test_without_edits_each_file_is_what_was_loaded(world, tmp_path):
    names = export(tmp_path)
    assert {"district.json", "texts.json", "queues.json", "boundaries.geojson"} <= set(names)
    for name in names:
        assert (tmp_path / name).read_bytes() == (DEMO / name).read_bytes(), name


def test_with_edits_it_loads_again_to_the_same_and_is_written_the_same(edited, tmp_path):
    export(tmp_path)
    raw, written = api.raw_now(), files()
    assert json.loads(written["texts.json"])["automatic"]["receipt"]["ko"] == KO
    assert "02-0000-1099" in written["departments.csv"].decode()
    kind = json.loads(written["services.json"])["kinds"][0]["petition_period"]
    assert (kind["rule"], kind["ko"]) == ("H:24", "근무 시간 24시간")
    assert list(json.loads(written["texts.json"])) == list(
        json.loads((DEMO / "texts.json").read_text())
    )
    assert changes(loading.read(tmp_path)).edits == []
    assert changes(loading.read(tmp_path)).lines == []
    assert loading.load(tmp_path).changed == 0
    assert (api.raw_now(), files()) == (raw, written)
    assert not any(one.how == "load" for one in api.latest().values())


def test_rules_and_days_off_of_the_pages_are_written_too(world, tmp_path):
    admin = world.person("admin")
    rule_input = rules.RuleInput(department="parks", service="roads", words="나무, 가지")
    made = rules.rule_add(Act(admin, world.now), rule_input=rule_input)
    Holiday.objects.create(date="2027-12-30", name_ko="쉬는 날", name_en="Off", kind="temporary")
    export(tmp_path)
    with (tmp_path / "assignment.csv").open() as file:
        last = list(csv.DictReader(file))[-1]
    assert last["key"] == rules.key_of(made)
    assert (last["department"], last["words"]) == ("parks", "나무, 가지")
    assert "2027-12-30,쉬는 날,Off,temporary" in (tmp_path / "holidays.csv").read_text()
    before = [(row.key, row.words) for row in rules.rules_all()]
    loading.load(tmp_path)
    assert [(row.key, row.words) for row in rules.rules_all()] == before


def test_what_a_load_would_change_is_named_and_so_is_what_was_edited(edited, tmp_path):
    folder = shutil.copytree(DEMO, tmp_path / "folder")
    texts = json.loads((folder / "texts.json").read_text())
    texts["automatic"]["help"]["en"] = "Text us."
    (folder / "texts.json").write_text(json.dumps(texts, ensure_ascii=False))
    days = (folder / "holidays.csv").read_text()
    (folder / "holidays.csv").write_text(days + "2027-12-31,쉬는 날,Off,temporary\n")
    found = changes(loading.read(folder))
    assert [one.last.part for one in found.edits] == [
        "alarms:gas", "categories:parking", "deadlines:complaint", "departments:roads",
        "hours:office", "templates:roads-hole-filled", "texts:receipt", "words:help",
    ]  # fmt: skip
    changes_text = "\n".join(found.lines)
    assert "texts.json: automatic.help.en: " in changes_text
    assert "texts.json: automatic.receipt.ko: " in changes_text
    assert "holidays.csv: + 2027-12-31,쉬는 날,Off,temporary" in changes_text
    assert "templates.json: templates.roads-hole-filled.ko: " in changes_text


def test_a_load_overwrites_with_a_version_or_keeps_what_was_edited(edited, world):
    data = loading.read(DEMO)
    edits_keep(data, changes(data).edits)
    loading.load_read(data)
    assert api.raw_now()["texts"]["automatic"]["receipt"]["ko"] == KO
    assert service_department("parking") == "roads"
    assert len(changes(loading.read(DEMO)).edits) == 8
    loading.load(DEMO)
    assert api.raw_now()["texts"]["automatic"]["receipt"]["ko"] != KO
    assert service_department("parking") != "roads"
    last = api.latest()["texts:receipt"]
    assert (last.how, last.actor, last.before["ko"]) == ("load", "server", KO)
    assert changes(loading.read(DEMO)) == type(changes(loading.read(DEMO)))()


def test_without_edits_nothing_is_asked(world):
    assert changes(loading.read(DEMO)).edits == []
    assert changes(loading.read(DEMO)).lines == []


def test_a_district_of_before_says_what_to_do(world):
    api.files_keep({})
    with pytest.raises(NoStoredFiles, match="load its folder once more"):
        files()
    assert changes(loading.read(DEMO)).lines == [
        "the district's files are not kept yet: load its folder once more"
    ]
    assert District.objects.exists()
