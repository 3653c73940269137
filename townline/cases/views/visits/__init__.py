"""Pages of visits: planning one, the sheet of a day, the week, the presses on the way."""
