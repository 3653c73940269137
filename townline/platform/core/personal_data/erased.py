"""What stands in the place of words that were erased, in both languages at once.

The same words everywhere, so that every page, list and answer of the API says it.
"""

WORDS = "(지워짐 · erased)"
NUMBER = "***"
EVENT = "resident:data:erase"
EXPORT = "resident:data:export"
