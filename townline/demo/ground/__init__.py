"""Draws the invented district's ground: hills, waters, streets, houses, and names upon them.

The same seed gives the same map. ``grounds.py`` and ``waters.py`` place what ``ground.json`` of
the district names, ``streets.py`` cuts the rest into blocks, ``houses.py`` puts houses on them,
``archive.py`` writes one PMTiles file of it.
"""
