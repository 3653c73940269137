"""Texts about tickets: asked for, given back and told of by text."""
