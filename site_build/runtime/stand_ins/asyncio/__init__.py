"""Stands in for asyncio, which Pyodide imports at its start; nothing here is asynchronous."""
