"""What is likely the same thing, and what people joined."""

from townline.cases.selectors.alike import (
    AlikeCase,
    AlikeFigures,
    Reason,
    alike_cases,
    alike_figures,
)

__all__ = ["AlikeCase", "AlikeFigures", "Reason", "alike_cases", "alike_figures"]
