"""What touches the world, a verb each: the database, files, Slack, Prefect's task runs.

Arrow takes its memory from the system: its own allocator asks for huge pages, and on virtual machines they cost more
time than all the reading. Arrow looks at this when it is first imported, so it is said before.
"""

import os

os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
