"""Parsing of files from outside in a process with little memory, time and no secrets.

``run`` starts the process; ``parsers/`` holds what runs in it. See README.md in this folder.
"""

from townline.platform.core.sandbox.budgets import LONG, Budget
from townline.platform.core.sandbox.process import call, run
from townline.platform.core.sandbox.progress import Report
from townline.platform.core.sandbox.refusals import Exceeded, ParserRefused

__all__ = ["LONG", "Budget", "Exceeded", "ParserRefused", "Report", "call", "run"]
