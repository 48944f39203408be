"""Who is whose mentor: what Vekha proposes (proposing.py), what people decide (pairs.py) and do (meetings.py)."""
