"""How a plan changes: what differs between two versions, which steps carry over, what next year's plan is."""
