"""Casualty ledger: raw news text in; validated, versioned casualty datasets out."""
