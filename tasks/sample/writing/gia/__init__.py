"""Exams as the regional centre writes them: protocols by day, appeals, a technical dump. Everybody is invented."""
