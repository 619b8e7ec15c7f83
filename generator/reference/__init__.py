"""The reference of the data: every field explained, and JSON Schemas, made from the models alone.

`python -m generator.reference` writes it under docs/reference/; `--check` says whether it is fresh.
"""
