"""Two years of looking under the roads of the invented district, and of mending what was found."""
