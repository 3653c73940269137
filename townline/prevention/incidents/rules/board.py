"""What there is on a board of every kind."""

# Who leads, who tells residents, who is on the spot.
ROLES = ("lead", "information", "field")
