"""Tests that mirror tasks/documents."""
