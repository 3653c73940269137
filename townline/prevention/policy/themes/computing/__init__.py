"""Finding themes in many texts: numbers only, no Django, no database.

Loads scikit-learn and the model of morphemes, so that it runs in a command or in a child
process, never in one that serves pages.
"""
