"""What is kept: tables, questions and transactions."""
