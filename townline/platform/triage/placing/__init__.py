"""Making a district's gazetteer from the national address files."""
