"""`python -m stamps`: the engine from a command line, keys from a file and from nowhere else."""

import sys

from stamps.command.words import main

if __name__ == "__main__":
    sys.exit(main())
