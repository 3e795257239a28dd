"""Pelican plugins of Bản Tin: one folder, one job, one ``register()`` each."""

from time import time_ns

#: In ns since the epoch: no code below this folder was read earlier in this process.
STARTED = time_ns()
