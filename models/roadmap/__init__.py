"""The roadmap as an order prints it: measures, schedules, parties."""
