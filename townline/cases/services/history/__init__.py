"""Cases of the past, many at once: told as steps, walked through the table, written in bulk."""
