"""Extraction: raw text in, figures out."""

from pipeline.extract.reader import extract
from pipeline.extract.records import Extraction, Figure, SetAside, figure_rows, set_aside_rows

__all__ = ["Extraction", "Figure", "SetAside", "extract", "figure_rows", "set_aside_rows"]
