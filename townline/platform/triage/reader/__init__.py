"""What the language process reads a text as: features, linear heads, cues and their words."""
