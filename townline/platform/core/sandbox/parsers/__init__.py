"""What runs in the sandbox alone: readers of spreadsheets, tables and forms."""
