"""The scoring engine beside its peers, in one run: what `make bench-engine` measures, and how.

`campaign` says in what order; `engines` and `material` make what is served, `server` serves it over a `link`;
`visit` drives the browser, `threads` and `quota` look after its processes; `figures`, `limits` and `report`
turn samples into tables. Nothing of the site imports this package.
"""
