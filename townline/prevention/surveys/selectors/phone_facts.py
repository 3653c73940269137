"""What a surveyor's own page shows of homes beside an entity list: the building, data, drawings."""

import uuid
from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet

from townline.prevention.surveys.models import Home, HomeFile
from townline.prevention.surveys.rules.states import HomeState


def home_facts(surveyor_id: int) -> dict[str, dict[str, Any]]:
    """Give of each home of a surveyor, by its UUID, what an entity list does not hold.

    ``building``: the same for all homes at one door; ``reference`` and ``attributes``: as the
    register has them; ``files``: ``purpose``, ``name``, ``sha256`` of what hangs on it. Two
    queries.
    """
    rows = list(_homes(surveyor_id).values("id", "uuid", "building", "reference", "attributes"))
    files: dict[int, list[dict[str, Any]]] = defaultdict(list)
    hung = HomeFile.objects.filter(home__in=[row["id"] for row in rows]).order_by("id")
    for home_id, *file in hung.values_list("home_id", "purpose", "name", "sha256"):
        files[home_id].append(dict(zip(("purpose", "name", "sha256"), file, strict=True)))
    return {
        str(row["uuid"]): {
            "building": row["building"],
            "reference": row["reference"],
            "attributes": row["attributes"],
            "files": files[row["id"]],
        }
        for row in rows
    }


def shown_file(surveyor_id: int, home: uuid.UUID, sha256: str) -> bool:
    """Say whether a file hangs on a home of this surveyor."""
    own = _homes(surveyor_id).filter(uuid=home).values("id")
    return HomeFile.objects.filter(home__in=own, sha256=sha256).exists()


def _homes(surveyor_id: int) -> QuerySet[Home]:
    """Give the homes that the surveyor's phone may know (``phones.homes_of``)."""
    second = Q(grades__review__surveyor=surveyor_id, grades__review__done_at__isnull=True)
    looked_at = Home.objects.filter(second).values("id")
    theirs = Home.objects.filter(Q(surveyor=surveyor_id) | Q(id__in=looked_at))
    return theirs.exclude(state=HomeState.EXCLUDED)
