"""The sales kit: links that say where they stood, QR codes, and each style's sheet on paper.

`links` has the addresses, `codes` the QR codes, `sheet` the page on paper, `files` puts them in their places.
Knows the library, no MkDocs.
"""
