"""What the models cost beside the same by hand: the data, the peers, and the process that is measured."""
