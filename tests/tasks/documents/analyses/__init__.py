"""Tests that mirror tasks/documents/analyses."""
