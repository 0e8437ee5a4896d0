"""The outcome ledger's Python: rules of playbooks, preparation, packages, the self-check of an organisation.

Runs in the visitor's browser (Pyodide) and on the command line; imports the standard library,
`assessment.errors` and `assessment.phrases`. `browser` is the one door for JavaScript.
"""
