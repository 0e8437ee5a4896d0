"""How long editors wait: a full build of 500 articles beside stock MkDocs, and one edit until it is seen.

corpus makes the articles; builds and live measure; `python -m benchmarks.editorial` runs both and prints the
figures as tables in Markdown. Everything happens in a temporary folder.
"""
