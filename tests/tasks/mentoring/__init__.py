"""Tests that mirror tasks/mentoring."""
