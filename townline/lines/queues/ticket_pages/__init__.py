"""Pages of number tickets for whoever has no sign-in: on a phone, at the door, in the hall."""
