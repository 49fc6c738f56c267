"""Where this project keeps its folders: raw articles, the warehouse and the run history.

The only module that reads the environment. Everything else is handed its folders.
"""

import os
import shutil
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
HOME_VARIABLE = "CASUALTIES_HOME"
DAGSTER_VARIABLE = "DAGSTER_HOME"
CATALOG_VARIABLE = "CASUALTIES_CATALOG"
COMPILED_VARIABLE = "CASUALTIES_COMPILED"
RAW = "raw"
WAREHOUSE = "warehouse"


def project_home() -> Path:
    """Folder that holds `raw/`, `warehouse/` and `.dagster/`.

    `$CASUALTIES_HOME` if set, else the source checkout that this package is in, else the working directory.
    """
    if chosen := os.environ.get(HOME_VARIABLE):
        return Path(chosen).expanduser().resolve()
    checkout = PACKAGE.parent
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()


def in_home(folder: str | Path) -> Path:
    """`folder` as an absolute path; a relative one is taken from the project's home."""
    return (project_home() / Path(folder).expanduser()).resolve()


def catalog_address() -> str:
    """The lake's catalogue as `store.lake_location` takes it; empty for a file in the warehouse."""
    return os.environ.get(CATALOG_VARIABLE, "")


def compiled_allowed() -> bool:
    """Whether extraction may run compiled, where it is: `$CASUALTIES_COMPILED` is not 0."""
    return os.environ.get(COMPILED_VARIABLE) != "0"


def chosen(folder: Path | None, default: str) -> Path:
    """The folder a person named, from the working directory, or else the project's own folder `default`."""
    return folder.expanduser().resolve() if folder else in_home(default)


def dagster_home() -> Path:
    """Make the folder of the run history ready and name it in the environment, where Dagster looks for it.

    `$DAGSTER_HOME` if set, else `.dagster/` in the project's home. A folder without a `dagster.yaml` gets the
    project's own, which turns telemetry off.
    """
    chosen = os.environ.get(DAGSTER_VARIABLE)
    folder = Path(chosen).expanduser().resolve() if chosen else project_home() / ".dagster"
    folder.mkdir(parents=True, exist_ok=True)
    instance = folder / "dagster.yaml"
    if not instance.exists():
        shutil.copyfile(_instance_template(), instance)
    os.environ[DAGSTER_VARIABLE] = str(folder)
    return folder


def _instance_template() -> Path:
    """The project's `dagster.yaml`: inside the package when installed from a wheel, else in the checkout."""
    packaged = PACKAGE / "dagster.yaml"
    return packaged if packaged.exists() else PACKAGE.parent / ".dagster" / "dagster.yaml"
