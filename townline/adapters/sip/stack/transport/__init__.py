"""UDP, TCP and TLS: bytes to and from the network."""
