"""Tests that mirror tasks/documents/lists."""
