"""Tests that mirror models/assessment/dynamics."""
