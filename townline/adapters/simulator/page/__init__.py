"""The handsets' page and its JSON."""
