"""The tables of the room."""

from townline.queues.models.figures import QueueFigure
from townline.queues.models.places import Desk, Queue, Site
from townline.queues.models.tickets import QueueDay, Ticket

__all__ = ["Desk", "Queue", "QueueDay", "QueueFigure", "Site", "Ticket"]
