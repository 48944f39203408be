"""From an order's cells to its measures and back, whatever the file's format. Pure; reading files belongs in tasks."""
