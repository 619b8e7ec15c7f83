"""The search: what can be found, how words are compared, and the file the browser loads."""

from generator.search.analysis import analyse
from generator.search.documents import SearchDocument
from generator.search.index import build_search_index

__all__ = ["SearchDocument", "analyse", "build_search_index"]
