"""Names the recorded expressions use; and how one is checked: its repr, or its exception's type and arguments, in ASCII."""


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Float:
    def __float__(self):
        return 2.5


class Text(str):
    def __repr__(self):
        return 'Text(' + str.__repr__(self) + ')'


class Number(int):
    pass


class Real(float):
    pass


class Mapping:
    def __getitem__(self, key):
        return '<' + str(key) + '>'


def check(function):
    try:
        print(ascii(repr(function())))
    except Exception as error:
        print(ascii(type(error).__name__ + repr(error.args)))
