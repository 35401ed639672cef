"""The commands, one module a family: each adds its parser and runs what it asks for."""
