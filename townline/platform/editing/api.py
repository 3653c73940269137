"""The front door of what people edit of a district's data."""

from townline.platform.editing.errors import (
    EditInUse as EditInUse,
    EditInvalid as EditInvalid,
    EditRefused as EditRefused,
)
from townline.platform.editing.ports import (
    EDITABLES as EDITABLES,
    Description as Description,
    Editable as Editable,
    EditForm as EditForm,
    Field as Field,
    Raw as Raw,
    Sample as Sample,
    Value as Value,
    fit as fit,
)
from townline.platform.editing.selectors import (
    Edit as Edit,
    edits as edits,
    in_use as in_use,
    latest as latest,
    loaded_files as loaded_files,
    raw_now as raw_now,
)
from townline.platform.editing.services import (
    files_keep as files_keep,
    history_tags as history_tags,
    load_record as load_record,
    part_edit as part_edit,
    part_restore as part_restore,
)
