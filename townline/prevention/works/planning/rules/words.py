"""What reasons, quarrels and changes are in English, for programs and the command line.

Pages say the same in the reader's language (``views/words.py``).
"""

from collections.abc import Mapping

# What stands in braces are the facts that ``result`` gives with each.
REASONS: Mapping[str, str] = {
    "fixed_later": "is fixed for later by an order or a decision",
    "refused": "nobody may plan it: the consent was refused",
    "consent": "the consent is not there before",
    "lead_time": "it takes {lead_days} days from start or consent to the work",
    "season": "its kind is only done in: {seasons}",
    "fixed_first": "is fixed where it is by an order or a decision",
    "minimum_first": "is needed where it is for: {constraint}",
    "minimum_later": "is needed where it is for: {constraint}",
    "deadline_first": "is needed where it is for: {constraint}",
    "deadline_later": "is needed where it is for: {constraint}",
    "source": "what would be left in {when} may not be spent on it ({source} only)",
    "budget": "in {when} the money left, with the largest of their places ({most} won), "
    "does not pay its {won} won",
    "crew_days": "in {when} the crews' days left, with the largest of their places "
    "({most} days), do not make its {days} days",
    "place": "an exchange would leave the less urgent one without a fitting place later",
}
LEFT_OUT: Mapping[str, str] = {
    "refused": "the consent was refused",
    "consent": "no consent, and no day from which it is expected in time",
    "lead_time": "too long a lead time for the years of the plan",
    "season": "its kind is not done in any season of the plan",
    "fixed_later": "it is fixed for a season that is not in the plan",
    "source": "no source pays for it",
    "budget": "no money is left that it could be paid from",
    "crew_days": "no crew has enough days left where there is money",
    "other": "it would break a minimum or a deadline",
}
CONSTRAINTS: Mapping[str, str] = {
    "budget": "the budget of {source} for {year}: {won} won",
    "crew_days": "the crews' days of {when}: {days}",
    "minimum": "at least {least} in {dong}{during}",
    "deadline": "the {least} measures with a risk of {risk} or more until the end of {due}"
    " ({blocked} of them cannot be done in time for lead time or season)",
    "fixed": "{need} is fixed for {when}",
}
CHANGES: Mapping[str, str] = {
    "budget": "the budget of {source} for {year} raised from {won} to at least {new} won",
    "crew_days": "the crews' days of {when} raised from {days} to at least {new}",
    "minimum": "the minimum of {dong}{during} lowered from {least} to {new}",
    "minimum_alike": "the minimum of each dong lowered from {least} to {new}",
    "deadline": "{change} of those with a risk of {risk} or more later than the end of {due}",
    "deadline_moved": "the deadline for a risk of {risk} or more moved from the end of {due}"
    " to the end of {until_when}",
    "fixed": "{need} no longer fixed for {when}",
}


def exception(name: str, facts: Mapping[str, str], *, first: bool) -> str:
    """Tell an exception in a sentence."""
    after = (
        "goes before {number} more urgent: it " if first else "comes after {number} less urgent: "
    )
    head = "{need} (urgency {urgency}, {placed}) "
    return (head + after + REASONS[name]).format_map(facts)
