"""SIP messages as bytes and as values (RFC 3261 §7, §20, §25)."""
