"""What the room refuses, by noun. Each says what to do; words for people are in views."""

from townline.lines.safenumbers.errors.asking import *
from townline.lines.safenumbers.errors.leases import *
from townline.lines.safenumbers.errors.pages import *
