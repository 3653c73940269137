"""Pages of safe parking numbers for whoever has no sign-in: at a car, its owner, an applicant."""
