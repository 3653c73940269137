from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections
from django.db.models.signals import pre_migrate


def make_schema(using: str, **_: object) -> None:
    """Make the district's schema if it is not there yet."""
    quoted = connections[using].ops.quote_name(settings.TOWNLINE_DISTRICT)
    with connections[using].cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted}")


class Config(AppConfig):
    name = "townline.config"

    def ready(self) -> None:
        # A district is a schema: it must be there before the first table is made in it.
        pre_migrate.connect(make_schema, sender=apps.get_app_config("core"))
        # Here and not above: the rooms' models must be loaded first.
        from townline.config.wiring import wire  # noqa: PLC0415 -- as just said

        wire()
