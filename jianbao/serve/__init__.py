"""Show the site to its editors while they write it."""
