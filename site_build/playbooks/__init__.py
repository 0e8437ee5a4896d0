"""The playbook standard: its linter, the difference of two versions, the files that the site offers.

subject  one playbook with all that a rule may look at
language, terms, limits, trades, moves, versions, scopes  the rules, one module a part of a playbook
linter   runs them, and counts what is complete
worked   a playbook's figures for its example, for pages and texts
difference  what has changed between two versions, in words
files    JSON, YAML and the JSON Schema
    templates/  what `playbook new` begins with, by side
"""
