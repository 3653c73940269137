"""What stands on paper: tickets, and the poster at the door."""
