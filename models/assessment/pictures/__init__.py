"""What charts show, as frames of numbers: shares with intervals, years, distributions, a heat map.

Small cells are hidden here, before anybody draws; how it is drawn belongs in tasks/charts. No frame is a ranking.
"""
