"""Who may call through us, and through whom we call."""
