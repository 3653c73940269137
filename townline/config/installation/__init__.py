"""``townline init``: makes an installation step by step; each step is skipped once it is done."""
