"""What people press in Slack: what a press means, whether they may, what is done and answered, and how it comes in."""
