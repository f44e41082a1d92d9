a + b - c * d / e // f % g @ h ** i << j >> k & l | m ^ n
-a, +a, ~a, not a
a += b
a -= b
a *= b
a /= b
a //= b
a %= b
a @= b
a **= b
a <<= b
a >>= b
a &= b
a |= b
a ^= b
