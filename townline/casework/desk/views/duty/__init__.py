"""Leave and nights on duty: the calendar, one leave with its hand-over list, the rota."""
