"""The seven VPR reports of ФИС ОКО and the collection forms before them (domain.md §4.1). Start at reports.py."""
