"""The demo: two years of a roadmap played on a generated region by a cast of simulated people. Start at play.py."""
