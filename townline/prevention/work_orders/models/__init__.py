"""Firms, what they were asked to do, and what was seen and photographed on the spot."""

from townline.prevention.work_orders.models.evidence import Evidence, EvidencePhoto
from townline.prevention.work_orders.models.orders import Contractor, OrderItem, WorkOrder

__all__ = ["Contractor", "Evidence", "EvidencePhoto", "OrderItem", "WorkOrder"]
