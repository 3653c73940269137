"""What stands around the demo's cases: alarms, clocks, visits, searches, people."""
