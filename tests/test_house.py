"""What holds the house: who may import what."""

import subprocess
import sys


def test_view_models_and_facts_need_no_pelican() -> None:
    code = "import ban_tin.views, ban_tin.site, sys; print('pelican' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
