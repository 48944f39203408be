"""The demo: a roadmap's years played on a generated region by a cast of simulated people. Start at play.py."""
