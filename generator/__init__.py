"""vademecum: YAML records and Markdown pages in, a bilingual resource guide out.

Imports go one way: records → guide → {pages, search, booklet, export} → {plugin, cli}.
"""
