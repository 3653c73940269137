"""Pure decisions about tickets: states, order, expected waits, hours."""
