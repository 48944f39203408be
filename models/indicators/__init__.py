"""The order's target indicators: what is counted, against which target, and what is missing. Pure; no pandas."""
