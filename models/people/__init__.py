"""Who is told what and when: roles and their bindings to people, and the texts of notices. Pure text, no tables."""
