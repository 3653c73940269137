"""What the privacy officer sees: who looked at which number, what goes and what went, consents."""
