"""What is refused of rules of assignment."""

from townline.cases.errors.base import InvalidInput

__all__ = ["RuleCircle", "RuleInvalid"]


class RuleCircle(InvalidInput):
    """Rules that send a case round; ``names`` says the departments, in order."""

    type = "rule-circle"


class RuleInvalid(InvalidInput):
    """A rule that says nothing, or something that is not there; ``problem`` names the field."""

    type = "rule-invalid"
