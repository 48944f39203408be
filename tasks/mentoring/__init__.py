"""Who helps whom: what Vekha proposes (proposing*.py), what people decide (pairs.py, helping.py), when pairs met."""
