"""Routes to bytes: views, templates, data files."""
