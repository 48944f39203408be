"""Schools' support plans: proposed by Vekha, changed and approved by people, and carried out as steps of the cycle."""
