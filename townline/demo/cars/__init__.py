"""Safe numbers of the demo, and the car that can be tried from both sides."""
