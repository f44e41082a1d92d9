# typing, dataclasses, type parameters.
from typing import List, Optional, TypeVar, Generic, NamedTuple, Protocol, Callable, Union, Any
import dataclasses
from dataclasses import dataclass, field
T = TypeVar('T')
class Box(Generic[T]):
    def __init__(self, v: T): self.v = v
print(Box[int], Box[int](3).v, T, Optional[int], List[T][int], Union[int, str], Callable[[int], str])
@dataclass(order=True)
class P:
    x: int
    y: list = field(default_factory=list)
    z: str = 'q'
print(P(1), P(1) == P(1), P(1) < P(2), dataclasses.asdict(P(2, [3])), dataclasses.replace(P(1), x=5))
class N(NamedTuple):
    a: int
    b: str = 'x'
print(N(1), N.__annotations__)
def f[U](x: U) -> U: return x
print(f.__type_params__, f(3))
type A[X] = list[X]
print(A, A.__value__)
class G[Y]:
    pass
print(G.__parameters__, G[int])
@dataclass(frozen=True, slots=True)
class F:
    a: int
try: F(1).a = 2
except Exception as e: print(type(e).__name__, e)
class Pr(Protocol):
    def m(self): ...
