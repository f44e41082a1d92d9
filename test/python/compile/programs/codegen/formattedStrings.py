a = f''
b = f'plain'
c = f'{x}'
d = f'{x}{y!r}{z!s:>10}{w!a:{width}.{precision}}'
e = f'{x=}, {y = !s}, {z:=^10}'
f = f'a{x}b' 'c' f'd{y}'
g = '%s and %r, %5a, %-5.2s, 100%%' % (x, y, z, w)
h = '%d %s' % (x, y)
i = '%s' % x
j = '%s %s' % (x,)
k = f'{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{m}{n}{o}{p}{q}{r}{s}{t}{u}{v}{w}{x}{y}{z}{aa}{bb}{cc}{dd}{ee}'
l = f'''{
    x
    + 1
}'''
m = f'{lambda_ if x else y:{"a" "b"}}'
n = f'{{}}{x:{{}}}' if 0 else f'{x!r:^{y!s}}'
