"""Open data: what others may reuse of a guide, in documented shapes."""
