"""How fast the line is, on text that it generates itself. `python -m bench` prints; nothing is asserted."""
