"""Tests of the adapter, with real peers on loopback sockets."""
