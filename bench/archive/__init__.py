"""Archives of other generators with the traits of real ones, and what becomes of them: ``python -m bench.archive``."""
