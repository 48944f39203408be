"""Lint before you sign: rules that look at an order, or at a roadmap, and say what its author would want to mend."""
