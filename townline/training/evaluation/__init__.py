"""How well the reader does on texts whose right answers are known; needs no database."""
