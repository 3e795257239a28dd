"""What Pelican loads: each folder a plugin with its ``register()``; the work is done in ``ban_tin``."""
