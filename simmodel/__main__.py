"""`python -m simmodel` is `simmodel`."""

from simmodel.cli import main

main()
