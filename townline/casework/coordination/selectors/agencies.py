"""Outside agencies, as the district's own data names them."""

from townline.casework.coordination.settings import Agencies, Agency
from townline.platform.core import district


def agencies() -> dict[str, Agency]:
    """Give the district's agencies by code, in the order of its file."""
    return {one.code: one for one in district.part(Agencies).agencies}
