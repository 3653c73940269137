"""Pure decisions: conditions, what is asked, and reading an answer."""
