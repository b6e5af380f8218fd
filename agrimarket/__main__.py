"""`python -m agrimarket` is the `agrimarket` command."""

from agrimarket.cli import main

main()
