"""A tenth of a district's homes below ground: listed, visited, graded, and some still to do."""
