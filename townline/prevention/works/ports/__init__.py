"""What works asks of the rooms that know the objects."""
