"""What okrbot costs, each time next to the bare line it is compared with; see docs."""
