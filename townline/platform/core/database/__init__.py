"""Connections to the database that outlive its restarts."""
