"""Thresholds that the state sets anew each year, as data with sources (*.csv), and the code that looks them up."""
