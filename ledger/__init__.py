"""The outcome ledger's Python: rules of playbooks, preparation, packages, the self-check of an organisation.

Runs in the visitor's browser (Pyodide) and on the command line; imports the standard library and
`assessment.errors` only. `browser` is the one door for JavaScript.
"""
