"""Tests that mirror tasks/documents/blanks."""
