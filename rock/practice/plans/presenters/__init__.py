"""Plans and promises turned into words, alike for everyone who made one."""
