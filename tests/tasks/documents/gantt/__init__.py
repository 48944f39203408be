"""Tests that mirror tasks/documents/gantt."""
