#!/usr/bin/env python3
"""From a bare machine to a running EarSight: python3 installer/bootstrap.py COMMAND [ARGUMENT…].

  setup          make .venv with the pinned packages, and install missing system packages
  run [ARG…]     set up, then start EarSight (or, with arguments, one of its commands)
  test [ARG…]    set up, then lint and run the whole test suite with the network switched off;
                 with arguments, run pytest alone, with these arguments
  bench [ARG…]   set up, then measure on this machine; with a name (reading, desktop, describing,
                 screenmap, watching) that one alone, with the further arguments
  train [WHAT]   set up, then train the models of the screen map: icons, controls, or both;
                 with evaluate, score them as they are
  translate [LANG…]
                 set up, then bring the catalogues of translations up to date with the program
                 and tell what is missing in them; begins those of the languages named

Needs nothing but Python 3.11 or newer.
"""

# Old Pythons must get as far as the version check: this file keeps to their syntax.
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWEST_FIRST = ("python3.13", "python3.12", "python3.11", "python3.14", "python3")


def newer_python():  # type: () -> str
    """The path of a Python that is new enough; empty where there is none."""
    for name in NEWEST_FIRST:
        found = shutil.which(name)
        # Starting it is the only proof: version managers leave shims that start nothing.
        check = "import sys; raise SystemExit(sys.version_info < (3, 11))"
        if found and subprocess.call([found, "-c", check], stderr=subprocess.DEVNULL) == 0:
            return found
    return ""


def main():  # type: () -> int
    """Check Python, then do the command."""
    if sys.version_info < OLDEST:
        better = newer_python()
        if not better:
            print("EarSight needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
            return 3
        print("This Python is too old; going on with " + better + ".")
        sys.stdout.flush()
        return subprocess.call([better, __file__, *sys.argv[1:]])
    import steps

    return steps.main(sys.argv[1:], __doc__)


if __name__ == "__main__":
    sys.exit(main())
