"""The front door of what people edit of a district's data."""

from townline.platform.editing.errors import EditInvalid, EditRefused
from townline.platform.editing.ports import (
    Description,
    Editable,
    EditForm,
    Field,
    Raw,
    Sample,
    Value,
    editables,
    fill,
    fit,
)
from townline.platform.editing.selectors import (
    Edit,
    edits,
    in_use,
    latest,
    loaded_files,
    raw_now,
)
from townline.platform.editing.services import (
    files_keep,
    load_record,
    part_edit,
    part_restore,
)

__all__ = [
    "Description",
    "Edit",
    "EditForm",
    "EditInvalid",
    "EditRefused",
    "Editable",
    "Field",
    "Raw",
    "Sample",
    "Value",
    "editables",
    "edits",
    "files_keep",
    "fill",
    "fit",
    "in_use",
    "latest",
    "load_record",
    "loaded_files",
    "part_edit",
    "part_restore",
    "raw_now",
]
