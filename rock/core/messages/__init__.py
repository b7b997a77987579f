"""Messages to people outside: neutral words as data, one gateway, sent by a job."""
