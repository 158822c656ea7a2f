"""What one learner has: the answers that stand, what they refer to, questions drawn, tiles laid, points earned."""
