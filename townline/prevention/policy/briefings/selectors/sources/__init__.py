"""What each room tells of a week; ``config/wiring.py`` says which are asked."""
