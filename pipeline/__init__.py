"""Casualty ledger: raw news text in; validated, versioned casualty datasets out."""

from pipeline.compiled import prefer_compiled

prefer_compiled()
