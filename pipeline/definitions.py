"""The only place where Dagster is assembled."""

from dagster import Definitions, colored_console_logger, in_process_executor

from pipeline.assets.audit import audited_tables
from pipeline.assets.checks import CHECKS
from pipeline.assets.extract import extracted_tables
from pipeline.assets.ingest import articles
from pipeline.assets.progress import progress_logger
from pipeline.assets.publish import releases
from pipeline.assets.resolve import resolved_tables
from pipeline.assets.resources import Engine, Folders, StagingArea
from pipeline.assets.triggers import MAIN_JOB, daily_rebuild, main_job, raw_articles_changed

__all__ = ["MAIN_JOB", "defs"]

_folders = Folders.configure_at_launch()

defs = Definitions(
    assets=[articles, extracted_tables, resolved_tables, audited_tables, releases],
    asset_checks=CHECKS,
    jobs=[main_job],
    schedules=[daily_rebuild],
    sensors=[raw_articles_changed],
    resources={"folders": _folders, "staging": StagingArea(folders=_folders), "engine": Engine()},
    executor=in_process_executor,
    loggers={"console": colored_console_logger, "progress": progress_logger},
)
