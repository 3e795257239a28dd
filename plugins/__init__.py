"""Pelican plugins of Bản Tin: one folder, one job, one ``register()`` each."""
