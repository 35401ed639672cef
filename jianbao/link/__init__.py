"""Records to an immutable site: backlinks and routes."""
