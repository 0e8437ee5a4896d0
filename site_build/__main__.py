"""`python -m site_build`: see `cli`."""

import sys

from site_build.cli import main

sys.exit(main())
