"""A Dagster logger that hands a run's events to the listeners of `PROGRESS`, such as the CLI's bar."""

import logging

from dagster import InitLoggerContext, logger

PROGRESS = "pipeline.progress"
"""Name of the standard-library logger that receives the events."""


@logger(None, description="Hands the run's events to the listeners of this process.")
def progress_logger(context: InitLoggerContext) -> logging.Logger:  # noqa: ARG001
    """The logger `PROGRESS`, which prints nothing by itself."""
    listened = logging.getLogger(PROGRESS)
    listened.setLevel(logging.DEBUG)
    listened.propagate = False
    return listened
