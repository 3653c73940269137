"""What the feed holds: the service document and the schema (CSDL)."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from townline.platform.core.database.feed import FeedTable

_EDMX = "http://docs.oasis-open.org/odata/ns/edmx"
_EDM = "http://docs.oasis-open.org/odata/ns/edm"
_NAMESPACE = "Townline"


def service_document(tables: Sequence[FeedTable], base: str) -> dict[str, object]:
    """List the sets. ``base``: the address of the feed, ending in a slash."""
    sets = [{"name": each.name, "kind": "EntitySet", "url": each.name} for each in tables]
    return {"@odata.context": f"{base}$metadata", "value": sets}


def schema(tables: Sequence[FeedTable]) -> bytes:
    """Write the schema: entities with their columns, and the sets of them."""
    ET.register_namespace("edmx", _EDMX)
    ET.register_namespace("", _EDM)
    root = ET.Element(f"{{{_EDMX}}}Edmx", Version="4.0")
    services = ET.SubElement(root, f"{{{_EDMX}}}DataServices")
    outer = ET.SubElement(services, f"{{{_EDM}}}Schema", Namespace=_NAMESPACE)
    outer.extend(_entity(each) for each in tables)
    container = ET.SubElement(outer, f"{{{_EDM}}}EntityContainer", Name="Container")
    for each in tables:
        kind = f"{_NAMESPACE}.{each.entity}"
        ET.SubElement(container, f"{{{_EDM}}}EntitySet", Name=each.name, EntityType=kind)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entity(table: FeedTable) -> ET.Element:
    entity = ET.Element(f"{{{_EDM}}}EntityType", Name=table.entity)
    key = ET.SubElement(entity, f"{{{_EDM}}}Key")
    for name in table.keys:
        ET.SubElement(key, f"{{{_EDM}}}PropertyRef", Name=name)
    for column in table.columns():
        attributes = {"Name": column.name, "Type": column.type.value}
        if column.name in table.keys:
            attributes["Nullable"] = "false"
        ET.SubElement(entity, f"{{{_EDM}}}Property", attributes)
    return entity
