"""What an order's «сроки» cell means: from its words to a rule, and from a rule to the days of the plan's steps."""
