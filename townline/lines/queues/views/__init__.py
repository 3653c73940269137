"""Pages, and the room's part of the JSON API."""
