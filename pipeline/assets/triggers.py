"""What starts the main job by itself: a daily schedule, and a sensor on the folder of raw articles."""

from dagster import (
    AssetSelection,
    DefaultScheduleStatus,
    DefaultSensorStatus,
    RunRequest,
    ScheduleDefinition,
    SensorEvaluationContext,
    SkipReason,
    define_asset_job,
    sensor,
)

from pipeline.assets.raw_files import fingerprint
from pipeline.assets.resources import Folders

MAIN_JOB = "rebuild"

main_job = define_asset_job(
    MAIN_JOB,
    selection=AssetSelection.all(),
    description="The whole line, from raw articles to a release. Unchanged inputs publish nothing.",
)

daily_rebuild = ScheduleDefinition(
    name="daily_rebuild",
    job=main_job,
    cron_schedule="0 4 * * *",
    execution_timezone="UTC",
    default_status=DefaultScheduleStatus.RUNNING,
    description="Rebuilds every day, for what changed without a file in raw/ changing: the code, say.",
)


@sensor(
    job=main_job,
    minimum_interval_seconds=30,
    default_status=DefaultSensorStatus.RUNNING,
    description="Rebuilds when a file in raw/ is added, changed or removed.",
)
def raw_articles_changed(context: SensorEvaluationContext, folders: Folders) -> RunRequest | SkipReason:
    """Ask for a run when the folder of raw articles is not as it was at the last tick."""
    present = fingerprint(folders.raw_path)
    if context.cursor == present:
        return SkipReason(f"Nothing in {folders.raw_path} has changed.")
    context.update_cursor(present)
    return RunRequest()
