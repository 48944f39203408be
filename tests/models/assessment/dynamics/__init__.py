"""Tests that mirror models/assessment."""
