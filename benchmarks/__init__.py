"""Measures the build beside plain Material and Hugo; nothing here is needed to build a guide."""
