"""What the room asks of those above it; ``config/wiring.py`` fills these in."""
