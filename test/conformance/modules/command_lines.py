"""argparse: parsing, help, errors."""
import argparse
import sys

parser = argparse.ArgumentParser(prog='tool', description='Does things to files.', epilog='That is all.')
parser.add_argument('files', nargs='+', metavar='FILE', help='what to work on')
parser.add_argument('-n', '--number', type=int, default=3, help='how often (default: %(default)s)')
parser.add_argument('--mode', choices=['fast', 'slow'], required=True)
parser.add_argument('-v', '--verbose', action='count', default=0)
group = parser.add_mutually_exclusive_group()
group.add_argument('--on', action='store_true')
group.add_argument('--off', dest='on', action='store_false')
print(parser.parse_args(['a', 'b', '--mode', 'fast', '-vv', '-n', '5']))
print(parser.parse_known_args(['a', '--mode=slow', '--other']))
parser.print_help()
for arguments in ([], ['a', '--mode', 'quick'], ['a', '--mode', 'fast', '-n', 'x'], ['a', '--mode', 'fast', '--on', '--off']):
    try:
        parser.parse_args(arguments)
    except SystemExit as stop:
        print('status', stop.code)
commands = argparse.ArgumentParser(prog='git')
subcommands = commands.add_subparsers(dest='command', title='commands')
add = subcommands.add_parser('add', help='adds')
add.add_argument('path')
print(commands.parse_args(['add', 'x']))
commands.print_usage(sys.stdout)
