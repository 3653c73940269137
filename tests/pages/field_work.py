"""A surveyor with homes and the shipped form, and a phone that can be closed and opened again."""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import CHROMIUM, FLAGS, watch
from townline.platform.core.history import audit
from townline.prevention.surveys.models import Home, PlannedVisit, Surveyor
from townline.prevention.surveys.selectors.homes import kind_of
from townline.prevention.surveys.services.blank_form import blank_form
from townline.prevention.surveys.services.forms import form_upload
from townline.prevention.surveys.services.surveyors import surveyor_add

KIND = "semi-basement"
OFFLINE_READY = "body[data-offline=ready]"


@dataclass
class Work:
    """``token``: of the surveyor's address; ``homes``: in the order of the day."""

    surveyor: Surveyor
    token: str
    homes: list[Home]

    @property
    def address(self) -> str:
        return f"/field/{self.token}/"


def work(homes: int = 3, *, planned: bool = True, name: str = "조사원 1") -> Work:
    """Give a surveyor homes of this day, two of them at one door, and the form of the rules."""
    now = timezone.now()
    form_upload(
        kind=KIND, content=blank_form(kind_of(KIND)), actor=audit.SERVER, now=now, validate=False
    )
    surveyor, token = surveyor_add(name=name, actor=audit.SERVER, now=now)
    made = [_home(number, surveyor, now) for number in range(1, homes + 1)]
    if planned:
        today = timezone.localdate(now)
        PlannedVisit.objects.bulk_create(
            PlannedVisit(
                home=home, surveyor=surveyor, day=today, position=nth, planned_at=now,
                not_before=dt.time(10, 0) if nth == 1 else None,
                not_after=dt.time(11, 0) if nth == 1 else None,
            )
            for nth, home in enumerate(made, 1)
        )  # fmt: skip
    return Work(surveyor, token, made)


def _home(number: int, surveyor: Surveyor, now: dt.datetime) -> Home:
    street = f"한들로 {max(number, 2)}"
    return Home.objects.create(
        kind=KIND, key=f"h{number}", address=street, place=street, unit=f"B0{number}호",
        building=street, reference=f"BR-{number:04}", attributes={"면적": f"3{number}.5"},
        latitude=36.62 + number / 1000, longitude=125.33, surveyor=surveyor, listed_at=now,
    )  # fmt: skip


def picture(number: int, size: tuple[int, int] = (2400, 1800)) -> dict[str, object]:
    """Give a photo as a phone takes it, larger than what is sent."""
    file = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(file, "JPEG", quality=90)
    return {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


type Phone = Callable[..., Page]


def phones(chromium: Browser, url: str, folder: Path) -> Iterator[Phone]:
    """Give ``phone(path)``: a page of a browser whose rows stay when it is closed."""
    opened: list[BrowserContext] = []
    trouble: list[str] = []

    def open_(
        path: str, *, language: str = "ko", name: str = "phone", offline: bool = False
    ) -> Page:
        context = chromium.browser_type.launch_persistent_context(
            str(folder / name), executable_path=CHROMIUM, args=FLAGS, base_url=url,
            viewport={"width": 390, "height": 844}, locale=language, timezone_id="Asia/Seoul",
            reduced_motion="reduce", accept_downloads=True,
            geolocation={"latitude": 36.62, "longitude": 125.33}, permissions=["geolocation"],
        )  # fmt: skip
        context.add_cookies([{"name": "tl-language", "value": language, "url": url}])
        context.set_default_timeout(30_000)
        context.set_offline(offline)
        opened.append(context)
        page = context.pages[0] if context.pages else context.new_page()
        watch(page, trouble).goto(path)
        return page

    yield open_
    for one in opened:
        one.close()
    assert trouble == []
