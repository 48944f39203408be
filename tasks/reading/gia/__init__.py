"""Protocols of ОГЭ and ЕГЭ, their appeals and technical dumps (РИС ГИА, domain.md §4.2). Start at protocols.py."""
