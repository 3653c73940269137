"""The ground under every place that is shown: a district's file of tiles, and a map's frame."""
