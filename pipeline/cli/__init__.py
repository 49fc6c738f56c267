"""The `casualties` command. Heavy imports are lazy, so that help answers at once."""

from pipeline.cli.app import main

__all__ = ["main"]
