"""The rules of a kind, as they are read: a version's own, or those that count."""

import json
from functools import lru_cache

from townline.prevention.surveys.models import RuleVersion
from townline.prevention.surveys.rules.ruleset import RuleSet
from townline.prevention.surveys.selectors.homes import kind_of

_CACHE_SIZE = 32


def ruleset(version: RuleVersion) -> RuleSet:
    """Give the rules of a version, which never change."""
    return _parse_rules(json.dumps(version.rules, sort_keys=True))


@lru_cache(maxsize=_CACHE_SIZE)
def _parse_rules(rules: str) -> RuleSet:
    return RuleSet.model_validate_json(rules)


def version_in_use(kind: str) -> RuleVersion | None:
    """Give the version that was adopted last; None before the first home was graded."""
    found = RuleVersion.objects.filter(kind=kind, adopted_at__isnull=False)
    return found.order_by("-number").first()


def rules_of(kind: str) -> RuleSet:
    """Give the rules that count: of the last adopted version, else of the district's data."""
    version = version_in_use(kind)
    return ruleset(version) if version else kind_of(kind).rules
