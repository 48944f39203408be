"""Documents made when somebody asks for them, outside any measure: read, compute, narrow, draw; nothing is recorded."""
