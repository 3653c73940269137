"""Measures and orders ready to draw: their words, marks and money."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.prevention.works import api as works
from townline.prevention.works.api import Measure, MeasureState
from townline.prevention.works.progress.rules.spot import SpotStep
from townline.prevention.works.progress.selectors.sites import measure_label
from townline.prevention.works.progress.selectors.wording import reader
from townline.prevention.works.views.labels import MEASURES

type Mark = tuple[str, str, Promise]

PINS: dict[str, str] = {
    MeasureState.ORDERED: "warning",
    MeasureState.DONE: "late",
    MeasureState.ACCEPTED: "done",
    MeasureState.DEFECTIVE: "danger",
    MeasureState.HELD: "late",
    MeasureState.REFUSED: "closed",
}
STEPS: dict[str, Promise] = {
    SpotStep.ACCEPT: _("준공을 승인합니다"),
    SpotStep.RETURN: _("보완 지시 (사유를 아래에 적어 주세요)"),
    SpotStep.DEFECT: _("하자 발견 (내용을 아래에 적어 주세요)"),
    SpotStep.CHECK: _("정기 점검: 이상 없음"),
}


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One measure of a list. ``over``: by how many won the price is above the estimate."""

    row: Measure
    name: str
    dong: str
    mark: Mark
    pin: str
    firm: str

    @property
    def won(self) -> int | None:
        return self.row.estimate if self.row.price is None else self.row.price

    @property
    def over(self) -> int:
        if self.row.price is None or self.row.estimate is None:
            return 0
        return self.row.price - self.row.estimate


def line(row: Measure, firm: str = "") -> WorkLine:
    """Put words to a measure."""
    return WorkLine(
        row=row,
        name=measure_label(row),
        dong=place(row.object.dong),
        mark=MEASURES[row.state],
        pin=PINS.get(row.state, "place"),
        firm=firm,
    )


def place(dong: str) -> str:
    """Say a dong as the reader knows it."""
    return dong_name(dong, english=english()) if dong else ""


def kinds() -> list[tuple[str, str]]:
    """Give the kinds of measures with their names."""
    lang = reader()
    return [(code, kind.name.in_language(lang)) for code, kind in works.measure_kinds().items()]


def kind(code: str) -> str:
    return works.measure_name(code, reader())


def budget(code: str) -> str:
    found = works.budget_sources().get(code)
    return found.name.in_language(reader()) if found else code
