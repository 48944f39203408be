"""The final session's evidence: how measures were kept to, indicators, results, the effect, what goes on next year."""
