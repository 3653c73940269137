"""Notices that are about more than a case: they stand for themselves, and lead to a page of theirs.

Such a notice is kept with a case all the same, so that it goes when that goes.
"""

PAGES = {"surge": "/surge/", "policy_due": "/policy/", "policy_late": "/policy/"}
