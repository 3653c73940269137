"""The network's side of SMPP 3.4."""
