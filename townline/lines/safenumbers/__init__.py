"""Safe parking numbers: a 050 number on the dashboard that anyone can dial, and nobody's own."""
