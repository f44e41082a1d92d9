"""time, datetime, calendar, _strptime: what does not depend on the clock."""
import calendar
import copy
import datetime
import pickle
import time
from datetime import date, timedelta, timezone

t = time.gmtime(86400 * 400 + 3661)
print(t, t.tm_zone, t.tm_gmtoff, len(t), type(t).n_fields, type(t).n_sequence_fields, type(t).n_unnamed_fields)
print(time.struct_time(range(9)).tm_zone, time.struct_time(range(11)).tm_gmtoff, time.struct_time(range(10)))
for make in (lambda: time.struct_time(range(8)), lambda: time.struct_time(range(12)), lambda: time.struct_time(5), lambda: time.struct_time(),
             lambda: time.struct_time((1,) * 9, 5), lambda: time.gmtime('x'), lambda: time.strptime('x', '%Y'), lambda: time.strptime('2020'),
             lambda: time.strftime(5), lambda: time.asctime((1, 2)), lambda: time.sleep(-1), lambda: time.clock_gettime(99)):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
print(time.struct_time((1,) * 9, {'tm_zone': 'X'}).tm_zone, t.__reduce__(), pickle.loads(pickle.dumps(t)) == t, copy.copy(t).tm_zone)
for letter in 'aAbBcdDeFgGHIjmMnprRSStTuUVwWxXyYZ%C':
    print(letter, repr(time.strftime('%' + letter, t)), end=' ')
print()
print(time.mktime(t), time.asctime(t), time.ctime(0), time.strptime('Mon Feb  3 04:05:06 2020'), time.strptime('2020 035 23:59', '%Y %j %H:%M'))

d = datetime.datetime(2024, 2, 29, 13, 14, 15, 123456)
print(d, repr(d), d.isoformat(' ', 'milliseconds'), d.date(), d.time(), d.timetuple(), d.isocalendar()[:], d.weekday(), d.toordinal(), d.ctime())
print(d + timedelta(days=366), d - datetime.datetime(2000, 1, 1), d.replace(year=2000, fold=1), d.strftime('%A %d %B %Y %H:%M:%S.%f %p %j'))
print(datetime.datetime.strptime('2024-02-29 13:14:15.5 +0130', '%Y-%m-%d %H:%M:%S.%f %z'), datetime.datetime.fromisoformat('2024-W09-4T12:30Z'))
zone = timezone(timedelta(hours=5, minutes=30), 'IST')
aware = d.replace(tzinfo=zone)
print(aware, aware.utcoffset(), aware.astimezone(timezone.utc), aware.tzname(), repr(zone), timezone.utc, aware.timestamp(), hash(aware) == hash(aware.astimezone(timezone.utc)))
delta = timedelta(days=-1, hours=3, microseconds=5)
print(delta, repr(delta), delta.total_seconds(), abs(delta), delta * 2.5, delta / timedelta(seconds=7), divmod(delta, timedelta(minutes=7)), delta // 3, -delta, timedelta.max)
print(date.fromordinal(738000), date(2024, 12, 30).isocalendar()[:], date.min, date.max, date.fromisocalendar(2020, 53, 7), datetime.time(1, 2, 3).isoformat('hours'))
for wrong in (lambda: date(2023, 2, 29), lambda: datetime.time(25), lambda: d - aware, lambda: d < aware, lambda: date.fromisoformat('2020-13-01'), lambda: timedelta(days=10 ** 10),
              lambda: datetime.datetime.strptime('x', '%d'), lambda: timezone(timedelta(hours=25)), lambda: d + 5, lambda: date(1, 1, 1) - timedelta(1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__)
for value in (d, aware, delta, zone, date(2020, 1, 1), datetime.time(1, tzinfo=zone)):
    print(pickle.loads(pickle.dumps(value)) == value, copy.deepcopy(value) == value, bool(value))

print(calendar.month(2024, 2), calendar.TextCalendar(6).formatyear(2023, 2, 1, 1, 4)[:300])
print(calendar.timegm((2020, 1, 1, 0, 0, 0)), calendar.isleap(1900), calendar.leapdays(1900, 2000), calendar.monthrange(2023, 2), calendar.weekday(2024, 2, 29))
print(calendar.HTMLCalendar().formatmonth(2024, 2)[:120], list(calendar.Calendar().itermonthdays2(2024, 2))[:5], calendar.day_name[0], calendar.month_abbr[12])
