"""How pages show what was found and what was changed."""
