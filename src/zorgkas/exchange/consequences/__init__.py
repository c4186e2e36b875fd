"""What a message leads to beyond its facts, through the services of the rooms that are about it."""
