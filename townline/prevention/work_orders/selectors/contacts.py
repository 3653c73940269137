"""Whom a firm calls about an order: the department of the person who ordered."""

from townline.platform.core import district
from townline.platform.core.settings import Office
from townline.prevention.work_orders.models import WorkOrder
from townline.prevention.work_orders.ports import Contact


def contact_of(order: WorkOrder, language: str = "ko") -> Contact:
    """Give the contact of an order; the duty telephone where the department has none.

    One query, none where ``created_by__department`` was selected with the order.
    """
    office = district.part(Office)
    department = order.created_by.department
    name = "name_en" if language == "en" else "name_ko"
    return Contact(
        office=office.name.in_language(language),
        department=getattr(department, name, "") if department else "",
        phone=(department.phone if department else "") or office.duty_phone,
    )
