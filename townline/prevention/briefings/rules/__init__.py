"""Pure decisions about briefings."""
