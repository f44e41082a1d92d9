# In the manner of Richards: tasks with queues of packets, handlers chosen by class.
IDLE, WORKER, DEVICE = 0, 1, 2


class Packet:
    def __init__(self, link, identity, kind):
        self.link = link
        self.identity = identity
        self.kind = kind
        self.data = [0, 0, 0, 0]

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, scheduler, identity, priority):
        self.scheduler = scheduler
        self.identity = identity
        self.priority = priority
        self.queue = None
        self.waiting = False
        self.held = False
        self.handled = 0

    def add_packet(self, packet):
        self.queue = packet.append_to(self.queue)
        self.waiting = False

    def take(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.link
        return packet


class IdleTask(Task):
    def run(self):
        self.handled += 1
        if self.handled % 2 == 0:
            self.scheduler.release(DEVICE)
        else:
            self.scheduler.release(WORKER)
        return self.handled < self.scheduler.limit


class WorkerTask(Task):
    def run(self):
        packet = self.take()
        if packet is None:
            self.waiting = True
            return True
        for i in range(4):
            packet.data[i] = (self.handled + i) % 26
        self.handled += 1
        self.scheduler.queue_packet(DEVICE, packet)
        return True


class DeviceTask(Task):
    def run(self):
        packet = self.take()
        if packet is None:
            self.waiting = True
            return True
        self.handled += sum(packet.data)
        self.scheduler.queue_packet(WORKER, packet)
        return True


class Scheduler:
    def __init__(self, limit):
        self.limit = limit
        self.tasks = []

    def add(self, task):
        self.tasks.append(task)

    def release(self, identity):
        self.tasks[identity].held = False

    def queue_packet(self, identity, packet):
        self.tasks[identity].add_packet(packet)

    def schedule(self):
        running = True
        while running:
            for task in self.tasks:
                if task.held or task.waiting:
                    continue
                if not task.run():
                    running = False
        return [task.handled for task in self.tasks]


scheduler = Scheduler(250000)
scheduler.add(IdleTask(scheduler, IDLE, 0))
scheduler.add(WorkerTask(scheduler, WORKER, 1000))
scheduler.add(DeviceTask(scheduler, DEVICE, 2000))
for number in range(5):
    scheduler.queue_packet(WORKER, Packet(None, number, 1))
print(scheduler.schedule())
