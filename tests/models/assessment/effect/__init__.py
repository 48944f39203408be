"""Tests that mirror models/assessment/effect."""
