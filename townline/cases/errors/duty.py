"""Leave and nights on duty that cannot be as wished."""

from townline.cases.errors.base import CaseError

__all__ = ["DutyRefusal"]
_STATUS = {"forbidden": 403, "unknown": 404, "settled": 409}


class DutyRefusal(CaseError):
    """``extra`` says why (``problem``), and who is away or on duty then (``who``), and when."""

    type = "duty-refused"

    def __init__(self, detail: str, **extra: object) -> None:
        super().__init__(detail, **extra)
        self.status = _STATUS.get(str(extra.get("problem")), 422)
