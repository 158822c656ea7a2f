"""Readers: each finds one kind of part (acts, times, amounts, things done, what narrows) and judges none."""
