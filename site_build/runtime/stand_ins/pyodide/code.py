"""Stands in for what runs code for JavaScript, by `runPython` and the like, which nobody calls."""
