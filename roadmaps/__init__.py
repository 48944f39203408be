"""The plans as data: one YAML file per real order. Nothing here is code."""
