"""Both kinds of legs (``Leg`` of ``leg.py``), made of transactions."""
