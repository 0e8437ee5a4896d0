"""What PyScript's worker runs: hands the page our one call."""

from pyscript import sync  # type: ignore[import-not-found]

from assessment.browser import call

sync.call = call
