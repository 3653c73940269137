"""What a district decides about its SMPP link."""

from townline.platform.core.district_files.part import Part


class Codings(Part):
    """``data_codings``: which charset a ``data_coding`` of the network means, by its number."""

    data_codings: dict[str, str] = {}
