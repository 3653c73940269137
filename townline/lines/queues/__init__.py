"""Number tickets: take a number on the website, wait where you like, come when it is your turn."""
