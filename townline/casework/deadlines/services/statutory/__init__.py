"""The legal clock: begun and stopped with the case, extended by people, moved by the calendar."""
