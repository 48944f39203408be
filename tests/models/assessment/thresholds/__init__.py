"""Tests that mirror models/assessment/thresholds."""
