"""What people do and are told: hand in, accept, evidence, who holds which role, whom a step concerns."""
