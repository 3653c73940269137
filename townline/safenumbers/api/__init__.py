"""The front door of the room: what others may ask of it."""
