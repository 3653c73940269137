"""``townline clock``: the counting of periods, checked against a table made elsewhere."""
