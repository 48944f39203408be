"""Files → sheets of text → typed, pseudonymous frames. One module per real format; nothing here writes."""
