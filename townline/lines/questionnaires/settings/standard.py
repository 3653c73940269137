"""Holding a form against the XLSForm standard, by the reader that ODK's own tools use."""

import io
import re

_ROW = re.compile(r"\[row : (?P<row>\d+)\]\s*(?:On the '(?P<sheet>\w+)' sheet,\s*)?")


def standard_troubles(data: bytes) -> list[str]:
    """Say what the standard finds wrong, in its reader's words; nothing where all is well."""
    # A fifth of a second at each start, for a file that few commands read.
    from pyxform.builder import create_survey_element_from_dict  # noqa: PLC0415
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2json import workbook_to_json  # noqa: PLC0415
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415

    try:
        found = workbook_to_json(get_xlsform(io.BytesIO(data)), form_name="data", warnings=[])
        # The programs in Java that could check more are not started: they need a machine of theirs.
        create_survey_element_from_dict(found).to_xml(validate=False, warnings=[])
    except PyXFormError as error:
        return [_format_place(str(error))]
    return []


def _format_place(words: str) -> str:
    """Put sheet and row in front, as all our mistakes have them."""
    match = _ROW.search(words)
    if match is None:
        return words
    sheet = match["sheet"] or "survey"
    return f"sheet {sheet}, row {match['row']}: {words[match.end() :].strip()}"
