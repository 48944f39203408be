"""Loaded data: files become frames at rest, pupils become keys, rules get what they want of them."""
