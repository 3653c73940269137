"""What phones tell of themselves."""

import datetime as dt

from townline.prevention.surveys.models import SurveyorDevice


def device_note(
    *, surveyor_id: int, device: str, now: dt.datetime, unsent: int | None = None
) -> None:
    """Note that a phone spoke, and how many filled forms it has not sent yet, where it says so."""
    if not device:
        return
    fields = {} if unsent is None else {"unsent": unsent}
    SurveyorDevice.objects.update_or_create(
        surveyor_id=surveyor_id,
        device=device[:120],
        defaults={"last_at": now, **fields},
        create_defaults={"first_at": now, "last_at": now, **fields},
    )
