"""The district's own page for reporting a matter; what is sent becomes a text of its sender."""
