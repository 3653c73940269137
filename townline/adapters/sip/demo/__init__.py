"""The demo's telephones: two of them on one page, and all that each saw of a call."""
