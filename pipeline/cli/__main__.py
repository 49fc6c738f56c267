"""`python -m pipeline.cli`: the command `casualties` where it is not on the path."""

from pipeline.cli.app import main

main()
