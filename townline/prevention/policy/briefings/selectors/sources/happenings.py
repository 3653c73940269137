"""Incidents, and surges."""

from collections.abc import Iterator

from townline.platform.departments.api import Permission, Viewer
from townline.prevention.incidents import api as incidents
from townline.prevention.incidents.surge import api as surge
from townline.prevention.policy.briefings.ports import BriefingPeriod, Source
from townline.prevention.policy.briefings.rules.facts import WHOLE, Fact, Section
from townline.prevention.policy.briefings.selectors.sources.telling import reads

INCIDENTS, SURGES = "incidents", "surges"


def events() -> Source:
    """Tell of incidents, to who sees all and the departments that take part; one query."""
    return Source(INCIDENTS, _events, reads)


def _events(period: BriefingPeriod) -> Iterator[Fact]:
    for one in incidents.incidents_weekly(period.since, period.until):
        for scope in period.scopes(one.departments):
            yield Fact(
                scope=scope, source=INCIDENTS, section=Section.EVENTS, about=str(one.id),
                name="incident_ended" if one.ended else "incident_open", n=one.cases,
                more={"title": one.title}, link=f"/incidents/{one.id}/",
            )  # fmt: skip


def surges() -> Source:
    """Tell when more texts came than usual, to who sees all; one query."""
    return Source(SURGES, _surges, _sees_all)


def _sees_all(viewer: Viewer) -> bool:
    return viewer.may(Permission.READ_ALL)


def _surges(period: BriefingPeriod) -> Iterator[Fact]:
    for one in surge.surges_begun(period.since, period.until):
        begun = one.begun_at.astimezone(period.since.tzinfo).date()
        more: dict[str, int | str] = {"day": begun.isoformat(), "minutes": one.minutes}
        yield Fact(
            scope=WHOLE, source=SURGES, section=Section.EVENTS, name="surge", about=str(one.pk),
            n=one.texts, more=more, link="/surge/",
        )  # fmt: skip
