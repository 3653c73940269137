"""Who may see the figures of the office: who leads it, checks it, or sorts its texts."""

from townline.platform.departments.api import Role
from townline.platform.departments.guards import has_role

# Heads see their own departments'.
sees_figures = has_role(Role.CLERK, Role.HEAD, Role.MAYOR, Role.DEPUTY, Role.AUDITOR)
