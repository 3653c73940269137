"""Campaigns with what they did, and years with their plan."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from townline.prevention.hazards.explorations.models import (
    Campaign,
    Cavity,
    ExplorationYear,
    Line,
    Partner,
)


@dataclass(frozen=True, slots=True)
class PartnerView:
    """``length`` and ``cost``: hundredths of the campaign's."""

    name: str
    length: float
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignView:
    """``km``: explored and planned; ``cost`` in won, None where nobody knows it."""

    id: int
    name: str
    year: int
    team: str
    begins_on: dt.date | None
    ends_on: dt.date | None
    cost: int | None
    note: str
    lines: int
    km: float
    planned_km: float
    partners: tuple[PartnerView, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """``done_km`` of ``planned_km``, which is None where nobody planned; ``budget`` in won.

    ``cavities``: found under the lines of the year's campaigns.
    """

    year: int
    planned_km: float | None
    done_km: float
    budget: int | None
    cavities: int

    @property
    def per_km(self) -> float | None:
        """Give cavities found in a kilometre, None where nothing was explored."""
        return self.cavities / self.done_km if self.done_km else None


_EXPLORED = Q(lines__explored_on__isnull=False)


def campaigns(*, year: int | None = None) -> list[CampaignView]:
    """Give campaigns with their partners, by two statements; the newest years first."""
    rows = Campaign.objects.all() if year is None else Campaign.objects.filter(year=year)
    return _views(rows)


def campaign_get(campaign_id: int) -> CampaignView | None:
    """Give one campaign, None where there is none."""
    return next(iter(_views(Campaign.objects.filter(id=campaign_id))), None)


def _views(rows: QuerySet[Campaign]) -> list[CampaignView]:
    found = list(
        rows.annotate(
            number=Count("lines"),
            whole=Sum("lines__length_m"),
            explored=Sum("lines__length_m", filter=_EXPLORED),
        ).order_by("-year", "name")
    )
    partners: dict[int, list[PartnerView]] = {}
    for each in Partner.objects.filter(campaign__in=found).order_by("id"):
        own = PartnerView(each.name, each.share_of_length, each.share_of_cost)
        partners.setdefault(each.campaign_id, []).append(own)
    return [_view(row, tuple(partners.get(row.pk, ()))) for row in found]


def _view(row: Campaign, partners: tuple[PartnerView, ...]) -> CampaignView:
    columns = vars(row)
    return CampaignView(
        id=row.pk,
        name=row.name,
        year=row.year,
        team=row.team,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        cost=row.cost,
        note=row.note,
        lines=columns["number"],
        km=(columns["explored"] or 0) / 1000,
        planned_km=(columns["whole"] or 0) / 1000,
        partners=partners,
    )


def years() -> list[YearView]:
    """Give each year that has a plan or a campaign, the newest first; by three statements."""
    done = Line.objects.filter(explored_on__isnull=False)
    summed = done.values_list("campaign__year").annotate(Sum("length_m")).order_by()
    km = {year: (total or 0) / 1000 for year, total in summed}
    under = Cavity.objects.values_list("anomaly__line__campaign__year")
    found = dict(under.annotate(Count("id")).order_by())
    plans = {row.year: row for row in ExplorationYear.objects.all()}
    return [
        YearView(
            year,
            plans[year].planned_km if year in plans else None,
            km.get(year, 0.0),
            plans[year].budget if year in plans else None,
            found.get(year, 0),
        )
        for year in sorted({*km, *plans}, reverse=True)
    ]
