"""Tests that mirror tasks/reports."""
