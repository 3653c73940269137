"""Firms, as forms offer them."""

from townline.prevention.work_orders.models import Contractor


def firms() -> list[str]:
    """Give the names of the firms that work; one query."""
    rows = Contractor.objects.filter(active=True).order_by("name")
    return list(rows.values_list("name", flat=True))
