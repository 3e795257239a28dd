"""The pages of the plan, a module for each kind."""
