"""The sheet that an authority asks for: what rules ask of a state agency's site, and what was seen of it, page by page. It claims nothing more."""
