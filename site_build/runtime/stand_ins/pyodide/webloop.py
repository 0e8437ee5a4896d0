"""Stands in for Pyodide's event loop, with which asyncio, sockets and processes would come along."""


def _initialize_event_loop() -> None:
    """Called by Pyodide at its start; there is no loop."""
