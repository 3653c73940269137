"""Pages, and the doors for a rush (``rush/``)."""
