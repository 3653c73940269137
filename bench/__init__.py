"""Figures with ratios, measured in one run: ``python -m bench [SECTION …]``."""
