"""What touches the world, a verb each: the database, files, Slack, Prefect's task runs.

Arrow takes its memory from the system unless the environment says otherwise: its own allocator asks for huge pages,
which on a virtual machine took as long as the reading (docs/performance.md). Arrow looks at this when it is first
imported, so it is said before.
"""

import os

os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
