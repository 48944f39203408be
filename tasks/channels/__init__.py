"""The outbox and what carries it: notices are queued in the transaction that made them true, and sent afterwards."""
