"""Settings of older loads lack the departments and services: they come from files and tables."""

import json
import re
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_HANGUL = re.compile("[가-힣]")


def _departments(apps: Apps) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "parent": one.parent_id or "",
            "name": {"ko": one.name_ko, "en": one.name_en},
            "phone": one.phone,
        }
        for one in apps.get_model("departments", "Department").objects.order_by("position")
    ]


def _services(apps: Apps, words: dict[str, list[str]]) -> list[dict[str, Any]]:
    return [
        {
            "service_code": one.service_code,
            "name": {"ko": one.name_ko, "en": one.name_en},
            "department": one.department_id,
            "description_en": one.includes,
            "keywords": {
                "ko": [word for word in words.get(one.service_code, []) if _HANGUL.search(word)],
                "en": [w for w in words.get(one.service_code, []) if not _HANGUL.search(w)],
            },
        }
        for one in apps.get_model("departments", "Service").objects.order_by("position")
    ]


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    file = apps.get_model("editing", "LoadedFile").objects.filter(name="services.json").first()
    loaded = json.loads(bytes(file.content).decode("utf-8-sig")) if file else {}
    for district in apps.get_model("core", "District").objects.all():
        settings = district.settings
        tables = _services(apps, settings.get("service_words", {}))
        settings.setdefault("departments", _departments(apps))
        settings.setdefault("services", loaded.get("services") or tables)
        district.save(update_fields=["settings"])


class Migration(migrations.Migration):
    dependencies = [
        ("editing", "0001_tables"),
        ("departments", "0001_tables"),
        ("core", "0001_tables"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
