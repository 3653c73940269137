"""Writing a district that was read and found right: one transaction, only what differs."""

import json
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from townline.casework.classification import api as classification
from townline.casework.deadlines import api as deadlines
from townline.lines.queues.api import Sites, forms_load, sites_load
from townline.lines.safenumbers.api import PoolEntry, pools_load
from townline.platform.conversations.settings import TextSettings
from townline.platform.core import clock, district
from townline.platform.core.database.rows import rows_sync
from townline.platform.core.models import District, Holiday, Place, ResidentText
from townline.platform.departments import api as departments
from townline.platform.departments.api import Directory
from townline.platform.departments.settings.directory import stored_directory
from townline.platform.editing import api as editing
from townline.platform.triage.api import GazetteerEntry, places_load


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictData:
    """A district's folder, read and checked. ``settings`` holds its "texts" and "kinds" too.

    ``files``: what was read, as it is, by name.
    """

    settings: dict[str, Any]
    directory: Directory
    holidays: list[Holiday]
    places: list[Place]
    gazetteer: list[GazetteerEntry]
    rules: list[classification.RuleInput]
    boundaries: dict[str, Any]
    pools: list[PoolEntry]
    queues: Sites
    files: dict[str, bytes]

    def texts(self) -> list[ResidentText]:
        """Give the words to residents as rows."""
        return TextSettings.model_validate(self.settings["texts"]).rows()


@transaction.atomic
def store(data: DistrictData) -> int:
    """Store a district in the place of the one loaded before; return how many rows changed."""
    before = editing.raw_now()
    stored = stored_directory(data.settings)  # with what people edited, where that is kept
    changed = departments.directory_load(replace(stored, staff=data.directory.staff))
    for count, missing in (
        rows_sync(ResidentText, data.texts(), key=["key", "lang"]),
        # What an administrator changed by hand outlives the files.
        rows_sync(Holiday, deadlines.merge_days(data.holidays), key=["date"]),
        rows_sync(Place, data.places, key=["name_ko"]),
    ):
        changed += count + len(missing)
    changed += places_load(data.gazetteer, others=changed)
    changed += _district(data)
    changed += classification.rules_load(data.rules, now=clock.now())
    changed += pools_load(data.pools, now=clock.now())
    changed += sites_load(data.queues)
    changed += forms_load(data.queues.forms, now=clock.now())
    editing.load_record(before=before, after=data.settings, now=clock.now())
    editing.files_keep(data.files)
    transaction.on_commit(district.forget)
    return changed


def _district(data: DistrictData) -> int:
    values = {
        "name_ko": data.settings["name"]["ko"],
        "name_en": data.settings["name"]["en"],
        "settings": data.settings,
        "boundaries": data.boundaries,
    }
    jurisdiction = data.settings["jurisdiction_id"]
    stored = District.objects.filter(jurisdiction_id=jurisdiction).values(*values).first()
    # As text: the order of keys is that of choices on pages, and equal objects can differ in it.
    if stored and json.dumps(stored["settings"]) == json.dumps(data.settings) and stored == values:
        return 0
    District.objects.exclude(jurisdiction_id=jurisdiction).delete()
    District.objects.update_or_create(
        jurisdiction_id=jurisdiction, defaults=values | {"loaded_at": clock.now()}
    )
    return 1
