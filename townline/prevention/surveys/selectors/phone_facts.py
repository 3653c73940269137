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
    register has them; ``review``: whether the surveyor looks at it a second time; ``files``:
    ``purpose``, ``name``, ``sha256`` of what hangs on it. Three queries.
    """
    second = set(_looked_at(surveyor_id).values_list("id", flat=True))
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
            "review": row["id"] in second,
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
    looked_at = _looked_at(surveyor_id).values("id")
    theirs = Home.objects.filter(Q(surveyor=surveyor_id) | Q(id__in=looked_at))
    return theirs.exclude(state=HomeState.EXCLUDED)


def _looked_at(surveyor_id: int) -> QuerySet[Home]:
    return Home.objects.filter(
        grades__review__surveyor=surveyor_id, grades__review__done_at__isnull=True
    )
