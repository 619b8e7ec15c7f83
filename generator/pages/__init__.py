"""Pages about records: from a Guide and a language to HTML, written after the build."""
