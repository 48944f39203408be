"""What is true about roadmaps: definitions, rules, tables. No Prefect, no Slack, no files, no clock."""
