"""Mobility aids: who may buy or rent which aid, by which procedure and term, and what a fund then pays."""
