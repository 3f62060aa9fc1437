"""The meeting on the screen in the room: one self-contained HTML file that asks nothing of any network."""
