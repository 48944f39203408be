"""What touches the world, a verb each: the database, files, Slack, Prefect's task runs."""
