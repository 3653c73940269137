from django.apps import AppConfig, apps
from django.db.models.signals import pre_migrate

from townline.config.schema import make_schema


class Config(AppConfig):
    name = "townline.config"

    def ready(self) -> None:
        # A district is a schema: it must be there before the first table is made in it.
        pre_migrate.connect(make_schema, sender=apps.get_app_config("core"))
        # Here and not above: the rooms' models must be loaded first.
        from townline.config.wiring import wire  # noqa: PLC0415 -- as just said

        wire()
