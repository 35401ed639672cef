"""Values to problems: every rule that content must keep."""
