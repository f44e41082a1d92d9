# The planets, as systems of lists of floats.
def advance(bodies, pairs, dt, steps):
    for _ in range(steps):
        for first, second in pairs:
            p1, v1, m1 = first
            p2, v2, m2 = second
            dx = p1[0] - p2[0]
            dy = p1[1] - p2[1]
            dz = p1[2] - p2[2]
            distance2 = dx * dx + dy * dy + dz * dz
            mag = dt / (distance2 * distance2 ** 0.5)
            v1[0] -= dx * m2 * mag
            v1[1] -= dy * m2 * mag
            v1[2] -= dz * m2 * mag
            v2[0] += dx * m1 * mag
            v2[1] += dy * m1 * mag
            v2[2] += dz * m1 * mag
        for position, velocity, _mass in bodies:
            position[0] += dt * velocity[0]
            position[1] += dt * velocity[1]
            position[2] += dt * velocity[2]


def energy(bodies):
    total = 0.0
    for index in range(len(bodies)):
        position, velocity, mass = bodies[index]
        total += 0.5 * mass * (velocity[0] ** 2 + velocity[1] ** 2 + velocity[2] ** 2)
        for other in bodies[index + 1:]:
            dx = position[0] - other[0][0]
            dy = position[1] - other[0][1]
            dz = position[2] - other[0][2]
            total -= mass * other[2] / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


system = [
    ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 39.47),
    ([4.84, -1.16, -0.10], [0.61, 2.81, -0.02], 0.037),
    ([8.34, 4.12, -0.40], [-1.01, 1.82, 0.008], 0.011),
    ([12.89, -15.11, -0.22], [1.08, 0.868, -0.010], 0.0017),
    ([15.37, -25.9, 0.179], [0.979, 0.594, -0.034], 0.002),
]
couples = []
for a in range(5):
    for b in range(a + 1, 5):
        couples.append((system[a], system[b]))
advance(system, couples, 0.01, 30000)
print(int(energy(system) * 100000))
