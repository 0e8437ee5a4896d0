"""Stands in for asyncio, which Pyodide imports at its start and nothing here calls: the door answers at once."""
