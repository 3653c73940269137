"""What the room refuses, each with a stable name that the API and pages show.

One file a noun; their names are re-exported here.
"""

from townline.cases.errors.alarms import *
from townline.cases.errors.alerts import *
from townline.cases.errors.answering import *
from townline.cases.errors.assigning import *
from townline.cases.errors.base import *
from townline.cases.errors.batches import *
from townline.cases.errors.clocks import *
from townline.cases.errors.duty import *
from townline.cases.errors.grouping import *
from townline.cases.errors.joint import *
from townline.cases.errors.locating import *
from townline.cases.errors.mentions import *
from townline.cases.errors.photos import *
from townline.cases.errors.promised import *
from townline.cases.errors.readings import *
from townline.cases.errors.residents import *
from townline.cases.errors.search import *
from townline.cases.errors.visits import *
