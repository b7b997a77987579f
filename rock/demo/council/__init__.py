"""The synthetic council: invented people, words from a grammar of our own, and a story calibrated to published figures."""
