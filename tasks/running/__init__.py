"""What a run does with a measure: from what it is asked to what Prefect shows."""
