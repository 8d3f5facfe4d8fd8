"""Slot kinds beyond those that matching knows by itself: how the fillers of a slot are read, checked and compared."""
