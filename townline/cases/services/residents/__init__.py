"""What residents say to the line itself, what they are asked, and their own pages."""
