"""The JSON API, and words that the pages of both rooms above share."""
