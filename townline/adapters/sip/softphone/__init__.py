"""A small telephone of our own: for the demo, the tests and the bench.

It shares no code with the server's side, so that a mistake there is not made twice.
"""
