"""What we read into an order and only propose: kinds, phases, units, roles, indicators, prerequisites, titles. Pure."""
