"""What happens in which order. Flows read, decide, record and tell through tasks; they hold no rule of their own."""
