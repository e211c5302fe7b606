"""Runs a program and notes its peak memory: `peak_memory.py FILE PROGRAM ARGUMENT...`.

The figure, in kilobytes, is the largest of the program and of the children that it waited for. A
program of its own, because a child's peak begins at its parent's size.
"""

import os
import sys

if sys.platform == "win32":
    sys.exit("There is no wait4 here.")

report, *command = os.fsencode(sys.argv[1]), *map(os.fsencode, sys.argv[2:])
child = os.posix_spawn(command[0], command, os.environb)
_pid, status, used = os.wait4(child, 0)
with open(report, "w", encoding="ascii") as file:  # noqa: PTH123 - pathlib would weigh more
    file.write(str(used.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status) % 256)
