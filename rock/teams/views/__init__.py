"""The pages of the teams: children and their workers, pods and posts."""
