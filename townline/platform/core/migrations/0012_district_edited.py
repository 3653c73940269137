"""When a district was edited, and all its texts beside its other words, so that they can be."""

from collections.abc import Iterator
from string import Formatter
from typing import Any, ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_GROUPS = {"automatic": "", "openings": "opening."}


def _bodies(apps: Apps, prefix: str) -> dict[str, dict[str, str]]:
    rows = apps.get_model("core", "ResidentText").objects.order_by("id")
    found: dict[str, dict[str, str]] = {}
    for key, lang, body in rows.values_list("key", "lang", "body"):
        if (prefix and key.startswith(prefix)) or (not prefix and "." not in key):
            found.setdefault(key.removeprefix(prefix), {})[lang] = body
    return found


def _used(bodies: dict[str, str]) -> list[str]:
    def names() -> Iterator[str]:
        for body in bodies.values():
            yield from (name for _, name, _, _ in Formatter().parse(body) if name)

    return list(dict.fromkeys(names()))


def forwards(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write the texts that stand in rows into the settings, as their file has them."""
    for row in apps.get_model("core", "District").objects.all():
        texts: dict[str, Any] = row.settings.get("texts") or {}
        for group, prefix in _GROUPS.items():
            if group not in texts:
                texts[group] = {
                    key: {"placeholders": _used(bodies), **bodies}
                    for key, bodies in _bodies(apps, prefix).items()
                }
        row.settings["texts"] = texts
        row.save(update_fields=["settings"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("core", "0011_email")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="district",
            name="edited_at",
            field=models.DateTimeField(null=True),
        ),
        # Back, they harm nobody.
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]
