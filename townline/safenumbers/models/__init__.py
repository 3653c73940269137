"""The tables of the room."""

from townline.safenumbers.models.leases import Lease, OwnerLink, OwnerPhone
from townline.safenumbers.models.pools import Pool, SafeNumber

__all__ = ["Lease", "OwnerLink", "OwnerPhone", "Pool", "SafeNumber"]
