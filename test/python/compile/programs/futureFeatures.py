"""Doc."""
from __future__ import annotations, division
from __future__ import (generator_stop,
                        nested_scopes)
import os
def f(a: b): return a
