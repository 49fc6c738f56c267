"""Article text in, figures out: pure functions over one text."""
