"""The rooms that know objects, each as a source; the core of works knows none of them."""
