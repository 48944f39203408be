"""Tests that mirror models/assessment/readiness."""
