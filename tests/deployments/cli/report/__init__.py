"""Tests that mirror deployments/cli/report."""
