"""What the network keeps and owes."""
