"""Assessment data and its rules: pure functions over frames. Files and databases belong in tasks."""
