"""Tests that mirror models/mentoring."""
