"""Pages of the family door: a link, the door itself, and the worker's page about it."""
