"""Takes the pictures in docs/pictures: Prefect's interface, messages in Slack, the papers of one school's year."""
