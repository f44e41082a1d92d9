import os.path as path, sys
path.join('a', 'b').strip()
sys.path.append(path)
first = (some
         .chained
         .attribute)
del first.chained


class Base:
    def f(self, x=0):
        return x


class Derived(Base):
    def f(self, x=0):
        super().f(x=x)
        super().value
        y = super
        return super(Derived, self).f(x) + super(Derived, self).other

    @classmethod
    def make(cls):
        return super().make().__name

    def star(*args):
        super(*args).f()
        return super().f()

    def nested(self):
        def inner():
            return super().f()
        return [super().f() for _ in self], inner, super().__class__
