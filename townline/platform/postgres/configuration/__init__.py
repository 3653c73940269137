"""The one configuration of an installation: its settings, its TOML file and mistakes in it."""
