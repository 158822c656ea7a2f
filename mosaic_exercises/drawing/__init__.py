"""Drawing: shapes, the measure of texts, one palette; written out as SVG, as slides and as pages of HTML."""
