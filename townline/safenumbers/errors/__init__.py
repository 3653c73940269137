"""What the room refuses, by noun. Each says what to do; words for people are in views."""

from townline.safenumbers.errors.asking import *
from townline.safenumbers.errors.leases import *
from townline.safenumbers.errors.pages import *
