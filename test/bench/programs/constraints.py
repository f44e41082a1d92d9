# In the manner of DeltaBlue: variables joined by constraints, values propagated along a plan.
class Variable:
    def __init__(self, name, value):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0


class Constraint:
    def __init__(self, strength):
        self.strength = strength
        self.satisfied = False

    def weaker_than(self, other):
        return self.strength > other.strength


class Scale(Constraint):
    def __init__(self, source, factor, offset, target, strength):
        Constraint.__init__(self, strength)
        self.source = source
        self.factor = factor
        self.offset = offset
        self.target = target
        source.constraints.append(self)

    def execute(self):
        self.target.value = self.source.value * self.factor.value + self.offset.value


class Equal(Constraint):
    def __init__(self, source, target, strength):
        Constraint.__init__(self, strength)
        self.source = source
        self.target = target
        source.constraints.append(self)

    def execute(self):
        self.target.value = self.source.value


class Planner:
    def __init__(self):
        self.mark = 0

    def plan_from(self, start):
        self.mark += 1
        plan = []
        todo = [start]
        while todo:
            variable = todo.pop()
            if variable.mark == self.mark:
                continue
            variable.mark = self.mark
            for constraint in variable.constraints:
                plan.append(constraint)
                constraint.target.determined_by = constraint
                todo.append(constraint.target)
        return plan


def chain(length):
    variables = [Variable('v%d' % i, i) for i in range(length)]
    factor = Variable('factor', 1)
    offset = Variable('offset', 1)
    for i in range(length - 1):
        if i % 2:
            Equal(variables[i], variables[i + 1], i % 4)
        else:
            Scale(variables[i], factor, offset, variables[i + 1], i % 4)
    return variables


planner = Planner()
chain_of_variables = chain(100)
total = 0
for value in range(6000):
    chain_of_variables[0].value = value
    for step in planner.plan_from(chain_of_variables[0]):
        step.execute()
    total += chain_of_variables[-1].value
print(total)
