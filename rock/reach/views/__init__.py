"""Pages that keep records safe: restriction, emergency, conflict of interest, who looked."""
