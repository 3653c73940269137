"""A JSON column whose objects stay in the order they were written in."""

import json
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.types.json import Json


class OrderedJSONField(models.JSONField):
    """A column of PostgreSQL's ``json``: ``jsonb`` sorts the keys of an object by their length.

    It has no operators to compare or search by: rows are read whole and compared in Python.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Name the type of the column."""
        return "json"

    def get_db_prep_value(
        self,
        value: Any,  # noqa: ANN401 -- JSON of any shape
        connection: BaseDatabaseWrapper,
        prepared: bool = False,
    ) -> Json:
        """Give the parameter of a statement."""
        return Json(value, dumps=json.dumps)

    def from_db_value(self, value: Any, *_: object) -> Any:  # noqa: ANN401 -- JSON of any shape
        """Give what the driver has parsed already."""
        return value
