"""`python -m bot` is the same as `okrbot`."""

import sys

from bot.cli import main

sys.exit(main())
