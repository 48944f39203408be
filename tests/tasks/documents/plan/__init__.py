"""Tests that mirror tasks/documents/plan."""
