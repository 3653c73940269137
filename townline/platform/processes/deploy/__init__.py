"""Writes what a server needs beside the program: systemd's units and nginx's configuration."""
