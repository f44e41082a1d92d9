# Dates, times, durations and time zones as the types of C: layout, texts of errors, references, allocations, state
import _datetime, copy, datetime as module, gc, os, pickle, sys, time as clock
from datetime import *

rc = sys.getrefcount
types = date, datetime, time, timedelta, tzinfo, timezone, type(date.min.isocalendar())
print([name for name in vars(_datetime) if name != '__file__'], repr(_datetime.datetime_CAPI)[:45], type(_datetime.datetime_CAPI))
for kind in types:
    print(kind, kind.__basicsize__, kind.__itemsize__, hex(kind.__flags__ & ~(1 << 19)), kind.__mro__)
    print([(name, type(value).__name__) for name, value in vars(kind).items()])
print([sys.getsizeof(o) for o in (date.min, datetime.min, datetime.min.replace(tzinfo=UTC), time.min, timedelta(), UTC, date.min.isocalendar())])
print([gc.is_tracked(o) for o in (date.min, datetime.min, time.min, timedelta(), UTC, date.min.isocalendar())], rc(UTC), rc(date.min), rc(timezone.min))

def show(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)

print('-- arguments')
for call in '''date(1,2,3,4) date(1) date(1,2,3,x=4) date(1,2,year=3) date('a',2,3) date(2**40,1,1) date(2**70,1,1) date(0,1,1) date(1,13,1) date(1,2,29)
    datetime(1,2,3,4,5,6,7,None,0) datetime(1,2,3,24) datetime(1,2,3,4,5,6,7,5) datetime(1,2,3,fold=2) time(1,2,3,10**6) time(tzinfo=3) date.min.strftime(5) date.min.strftime()
    date.min.__format__(5) date.fromordinal() date.fromordinal(0) datetime.min.isoformat('ab') datetime.min.isoformat('T',5) datetime.min.isoformat(timespec='x') datetime.combine(1,2)
    datetime.strptime(1,2) timedelta('a') timedelta(x=1) timedelta(10**10) timedelta(10**9) timedelta(float('nan')) timedelta(1e300) timezone() timezone(5) timezone(timedelta(1)) timezone(timedelta(0),5)
    UTC.tzname(5) UTC.fromutc(5) UTC.fromutc(datetime.min) tzinfo().utcoffset(None) datetime.fromtimestamp('a') datetime.fromtimestamp(1e12) datetime.fromtimestamp(10**30) datetime.fromtimestamp(1e17)
    datetime.min.timestamp() datetime.max.replace(fold=1).timestamp() datetime.min<date.min datetime.min<datetime.now(UTC) time()<time(tzinfo=UTC) datetime.min-datetime.now(UTC) date.max+timedelta(1) date.min+5
    timedelta(1)/0 timedelta(1)//0 timedelta(1)%timedelta(0) timedelta(1)/0.0 timedelta(1)*float('nan') timedelta(1)*1e300 date.fromisocalendar(2020,54,1) date.fromisocalendar(2020,1,9)
    date.fromisocalendar(2**70,1,9) date(b'\\7\\xe5\\r\\1') date(b'\\7\\xe5\\14\\1') time(b'\\1\\2\\3\\4\\5\\6',5) date.min.replace(month=13) datetime.now(5) datetime.now(5,6) datetime.now(x=6)
    date.fromisoformat(5) date.fromisoformat('a') datetime.fromisoformat('') datetime.fromisoformat('2020-13-01') time.fromisoformat('25:00') time.fromisoformat('12:00+25:00')
    time(1).__reduce_ex__(4) time(1,fold=1).__reduce_ex__(4) datetime(1,1,1,fold=1).__reduce_ex__(4) UTC.__reduce__() timezone(timedelta(1,-4),'a').__reduce__() date.min.isocalendar().__reduce__()'''.split():
    show(lambda: eval(call))

print('-- durations')
for value in (timedelta(), timedelta(-1, 5, 6), timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(hours=1/3, seconds=-0.1, milliseconds=.7), timedelta.max, timedelta.min):
    print(repr(value), value, hash(value) == hash((value.days, value.seconds, value.microseconds)), value.total_seconds(), bool(value))
five = timedelta(5, 7, 9)
print(five * 1.5, 1.5 * five, five / 7, five // 7, five / 0.3, divmod(five, timedelta(0, 11)), five % timedelta(hours=1), -five, +five, abs(-five), five / timedelta(1))
class Odd(int):
    def __mul__(self, other): return 'no int'
    __rmul__ = __mul__
show(lambda: timedelta(Odd(3))); show(lambda: timedelta(2) * Odd(3))
class Ratio(float):
    def as_integer_ratio(self): return self.answer
for Ratio.answer in (5, (1, 2, 3), (1, 'a'), (1, 2)):
    show(lambda: five * Ratio(2)); show(lambda: five / Ratio(2))

print('-- texts')
import random
random.seed(7)
parts = ['2020', '1999', '-', ':', 'W', '01', '12', '53', '7', 'T', ' ', '+', 'Z', '.', ',', '123456', '000', '3', '24', '59', '\ud800', '\u00e9', '0']
counts = {}
for kind in (date, time, datetime):
    for _ in range(1500):
        text = ''.join(random.choice(parts) for _ in range(random.randrange(1, 9)))
        try: result = kind.fromisoformat(text)
        except ValueError as error: result = str(error)[:25]
        counts[kind, str(result)[:25]] = counts.get((kind, str(result)[:25]), 0) + 1
print(sorted((kind.__name__, text, count) for (kind, text), count in counts.items()))
for text in '''20200101T120000 2020-01-01T12 2020-W01 2020W01 2020-W01-3 2020W013 2020-W53-7 2020-W01-12:00 2020W0112:00 2020W01312 2020-01-01T12:00:00.1 2020-01-01T12:00:00,123456789 2020-01-01T1200+0130
    2020-01-01T12:00Z 2020-01-01T12:00+01:30:15.5 2020-01-01x12 T12:00 12:00:00-23:59 2020-1-1 2020-01-01T12:00: 2020-01-01T 20200101 202001'''.split():
    for kind in (date, time, datetime): show(kind.fromisoformat, text)
day = datetime(2020, 2, 29, 13, 4, 5, 6007, timezone(timedelta(hours=-3, seconds=5, microseconds=7), 'a%b'))
for specification in ('auto', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds'):
    print(day.isoformat('/', specification), day.timetz().isoformat(specification))
show(day.strftime, '%z|%:z|%Z|%f|%%z|%q|%:|%'); show(day.strftime, 'a\0b'); show(day.strftime, '\ud800'); show(format, day, '%j %A'); show(day.time().strftime, '%Y %H'); show(day.ctime)
print(repr(day), day, day.timetz(), day.isocalendar(), day.timetuple()[:], day.utctimetuple()[:], day.timestamp(), day.astimezone(UTC), day.toordinal(), day.weekday(), day.isoweekday())

print('-- references')
log = []
class Zone(tzinfo):
    def utcoffset(self, when): log.append(('utcoffset', type(when).__name__, rc(when), rc(self))); return timedelta(hours=1)
    def dst(self, when): log.append(('dst', type(when).__name__, rc(when), rc(self))); return timedelta(0)
    def tzname(self, when): log.append(('tzname', type(when).__name__, rc(when), rc(self))); return 'zone'
    def fromutc(self, when): log.append(('fromutc', type(when).__name__, rc(when), rc(self))); return super().fromutc(when)
zone = Zone()
when = datetime(2020, 1, 2, 3, 4, 5, 6, zone)
hour = time(1, 2, 3, 4, zone)
for call in '''when.utcoffset() when.dst() when.tzname() when.isoformat() str(when) when.strftime('%z%:z%Z%z') format(when,'%Z') hash(when) when==datetime.now(UTC) when-datetime.now(UTC) when<datetime.now(zone)
    when.astimezone(UTC) datetime.now(zone) datetime.fromtimestamp(5,zone) when.timetuple() when.utctimetuple() when.timestamp() datetime.now(UTC).astimezone(zone) hour.utcoffset() hash(hour)
    hour==time(1,tzinfo=UTC) hour.isoformat() hour.strftime('%Z%z')'''.split():
    eval(call)
    print(call, log)
    log.clear()
class Moment(datetime):
    def __new__(cls, *args, **kwargs): log.append((args[:3], list(kwargs), rc(args), rc(args[-1]))); return super().__new__(cls, *args, **kwargs)
moment = Moment(2020, 1, 2, tzinfo=zone)
for call in ('moment + timedelta(1)', 'Moment.combine(date.min, time(1, fold=1))', 'Moment.fromisoformat("2020-01-01T00:00+01:00")', 'moment.replace(year=5)', 'copy.copy(moment)', 'Moment.now()', 'moment.date()'):
    eval(call)
    print(call, len(log), [entry[2:] for entry in log])
    log.clear()
print([(type(o).__name__, sys.getsizeof(o), gc.is_tracked(o), gc.get_referents(o)) for o in (when, moment)])
for o in (when, hour, moment.date(), five, UTC, timezone(timedelta(1, -4), 'a')):
    for protocol in range(6):
        assert pickle.loads(pickle.dumps(o, protocol)).__reduce__()[1][0] == o.__reduce__()[1][0]
print(pickle.loads(pickle.dumps(UTC)) is UTC, copy.deepcopy(UTC) is UTC, copy.copy(five) == five, timezone(timedelta(0)) is UTC, module.UTC is timezone.utc, timezone(timedelta(0), 'UTC') == UTC)

print('-- allocations')
gc.disable()
class Plain(datetime): pass
def births(call):
    code = compile(call, '', 'eval')
    for _ in range(3): eval(code)
    before = gc.get_count()[0]
    eval(code)
    return gc.get_count()[0] - before
for call in '''date(1,2,3) date.min.replace(year=5) hash(timedelta(1)) date.min.isocalendar() date.min.timetuple() timedelta(days=1) timedelta(1)*1.5 divmod(five,timedelta(2)) date.min.strftime('%Y')
    date.min.__reduce__() when.isoformat() datetime.fromisoformat('2020-01-01') Plain(1,2,3) Plain(1,2,3)+timedelta(1) datetime.now(UTC) date.today() datetime.strptime('2020','%Y')'''.split():
    print(call, births(call))
gc.enable()

print('-- local time zones')
for zone_text in ('EST+05EDT,M3.2.0,M11.1.0', 'UTC+0', 'AEST-10AEDT-11,M10.5.0,M3.5.0', '<+03>-3', 'IST-1GMT0,M10.5.0,M3.5.0/1', 'XXX3YYY,J60/0,300/4:30', None):
    if zone_text: os.environ['TZ'] = zone_text
    else: del os.environ['TZ']
    clock.tzset()
    print(zone_text, clock.timezone, clock.altzone, clock.daylight, clock.tzname)
    for stamp in (0, 1.1e9 + 7, 1394348400, 1394352000, 1414893600, 1414897200, -1e9, 1130634000, 1143334800):
        there = clock.localtime(stamp)
        moment = datetime.fromtimestamp(stamp)
        print(stamp, tuple(there), there.tm_zone, there.tm_gmtoff, clock.mktime(there), clock.strftime('%c %z %Z', there), clock.ctime(stamp),
              repr(moment), moment.timestamp(), repr(moment.astimezone()), moment.replace(fold=1).timestamp(), date.fromtimestamp(stamp))
    for moment in (datetime(2014, 3, 9, 2, 30), datetime(2014, 3, 9, 2, 30, fold=1), datetime(2014, 11, 2, 1, 30, fold=1)):
        print(moment.timestamp(), moment.astimezone())
