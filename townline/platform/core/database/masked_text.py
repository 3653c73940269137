"""Words of staff in which no resident registration number is stored or shown."""

from typing import Any

from django.db import models

from townline.platform.core.text.personal_numbers import mask_registration_numbers


class MaskedTextField(models.TextField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A column that masks such numbers when it is written, and when an older row is read.

    No law lets an office keep them in notes (Personal Information Protection Act, article 24-2).
    """

    def deconstruct(self) -> Any:  # noqa: ANN401 -- as Django's stubs have it
        """Be a text column to migrations: the tables are the same."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Mask what is about to be written, on the object too."""
        masked = mask_registration_numbers(str(super().pre_save(model_instance, add) or ""))
        setattr(model_instance, self.attname, masked)
        return masked

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Mask what was written before."""
        return mask_registration_numbers(value) if value else value
