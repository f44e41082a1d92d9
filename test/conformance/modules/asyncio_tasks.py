"""asyncio: tasks, groups, timeouts, queues, locks, threads, streams; in virtual time here, in real time in CPython."""
import asyncio
import contextvars
import time


async def work(name, delay):
    await asyncio.sleep(delay)
    print('work', name)
    return name


async def numbers(count):
    for number in range(count):
        await asyncio.sleep(0.001)
        yield number


async def fail(error):
    raise error


async def tasks():
    print(await asyncio.gather(work(1, 0.06), work(2, 0.02), work(3, 0.04)))
    print(await asyncio.gather(work('fine', 0.01), fail(KeyError('k')), return_exceptions=True))
    async with asyncio.TaskGroup() as group:
        first = group.create_task(work('a', 0.04))
        second = group.create_task(work('b', 0.02))
    print(first.result(), second.result())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work('never', 1))
            group.create_task(fail(ValueError('boom')))
    except* ValueError as errors:
        print(errors.exceptions)
    done, pending = await asyncio.wait([asyncio.create_task(work(i, i / 20)) for i in (1, 2)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for task in pending:
        task.cancel()
    for future in asyncio.as_completed([work('late', 0.04), work('early', 0.02)]):
        print(await future)


async def cancelling():
    for wait in (lambda: asyncio.wait_for(work('slow', 5), 0.02), lambda: asyncio.wait_for(asyncio.shield(work('slow', 0.1)), 0.02)):
        try:
            await wait()
        except TimeoutError as error:
            print('timeout', repr(error))
    try:
        async with asyncio.timeout(0.02) as limit:
            await asyncio.sleep(1)
    except TimeoutError:
        print('timeout', limit.expired())
    task = asyncio.create_task(work('cancelled', 10), name='T')
    await asyncio.sleep(0)
    print(task.get_name(), task.done(), task.cancelling())
    task.cancel('reason')
    try:
        await task
    except asyncio.CancelledError as error:
        print('cancelled', task.cancelled(), error.args)

    async def stubborn():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print('no')
        return 'went on'
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.uncancel())


async def synchronising():
    lock, event, semaphore, condition = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2), asyncio.Condition()

    async def critical(number):
        async with semaphore, lock:
            await asyncio.sleep(0.001)
            print('critical', number)
    await asyncio.gather(*(critical(number) for number in range(3)))
    waiter = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    event.set()
    print(await waiter)

    async def waiting():
        async with condition:
            await condition.wait()
            print('notified')
    waiters = [asyncio.create_task(waiting()) for _ in range(2)]
    await asyncio.sleep(0)
    async with condition:
        condition.notify_all()
    await asyncio.gather(*waiters)
    queue = asyncio.Queue(2)

    async def produce():
        for number in range(5):
            await queue.put(number)
        await queue.put(None)

    async def consume():
        while (item := await queue.get()) is not None:
            print('item', item)
    await asyncio.gather(produce(), consume())


variable = contextvars.ContextVar('variable', default='unset')


async def others():
    print([number async for number in numbers(3)])
    variable.set('main')

    async def child():
        print(variable.get())
        variable.set('child')
    await asyncio.create_task(child())
    print(variable.get())
    print(await asyncio.to_thread(lambda x: (time.sleep(0.01), x, variable.get())[1:], 42))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, pow, 2, 8))
    future = loop.create_future()
    loop.call_later(0.02, future.set_result, 'later')
    loop.call_soon_threadsafe(print, 'soon')
    print(await future)
    try:
        future.set_result(1)
    except asyncio.InvalidStateError as error:
        print(error)
    future = loop.create_future()
    print(future.cancel(), future.cancelled(), future.done())
    for wrong in (lambda: asyncio.create_task(1), lambda: asyncio.run(1), lambda: future.result()):
        try:
            wrong()
        except (TypeError, RuntimeError, asyncio.CancelledError) as error:
            print(type(error).__name__, str(error))

    async def itself():
        await asyncio.current_task()
    try:
        await asyncio.create_task(itself())
    except RuntimeError as error:
        print(str(error).partition(':')[0])
    print(len(asyncio.all_tasks()), asyncio.current_task().get_coro().__name__)


async def streams():
    async def handle(reader, writer):
        line = await reader.readline()
        writer.write(line.upper())
        await writer.drain()
        writer.close()
    server = await asyncio.start_server(handle, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    writer.write(b'hello\n')
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()


for main in tasks, cancelling, synchronising, others, streams:
    print('--', main.__name__)
    asyncio.run(main())

with asyncio.Runner() as runner:
    print(runner.run(work('runner', 0.01)))
    print(runner.get_loop().is_running(), runner.get_loop().is_closed())
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
