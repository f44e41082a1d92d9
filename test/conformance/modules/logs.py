"""logging: levels, formatters, handlers, propagation, exceptions."""
import io
import logging

stream = io.StringIO()
logging.basicConfig(stream=stream, level=logging.DEBUG, format='%(levelname)s:%(name)s:%(funcName)s:%(lineno)d:%(message)s')
logger = logging.getLogger('one.two')


def work():
    logger.debug('value %d of %s', 3, ['x'])
    logger.warning('careful')
    try:
        1 / 0
    except ZeroDivisionError:
        logger.exception('failed')


work()
logging.getLogger('one').setLevel(logging.ERROR)
logger.info('not seen')
logger.error('seen %(key)s', {'key': 'this'})


class Upper(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()


handler = logging.StreamHandler(stream)
handler.setFormatter(Upper('{name} {message}', style='{'))
handler.addFilter(lambda record: 'secret' not in record.getMessage())
logger.addHandler(handler)
logger.critical('secret')
logger.critical('open')
logger.propagate = False
logger.critical('alone')
print(stream.getvalue())
print(logger, logging.getLogger('one'), logging.getLevelName(25), logger.getEffectiveLevel(), logger.isEnabledFor(logging.INFO))
logging.getLogger('nowhere').warning('to standard error')
