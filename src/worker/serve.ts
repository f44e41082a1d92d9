/** Puts the sessions of one worker behind the protocol: every call of `RuntimeService` goes to the session service. */
import { connect, type Port, type RuntimeHost, type RuntimeService } from '../protocol';
import { SessionService, type SessionClock } from '../session';

/** @param clock a steady clock and a measure of memory, which the host of the worker has and the session can't know */
export function serve(port: Port, clock: SessionClock): void {
  const sessions = new SessionService(clock);
  connect<RuntimeHost, RuntimeService>(port, {
    initialize: (assets) => sessions.initialize(assets),
    run: (request, cancellation) => sessions.run(request, () => cancellation.cancelled),
    annotations: (request) => sessions.annotations(request),
    hover: (request) => sessions.hover(request),
    view: (request) => sessions.view(request),
    neighbour: (request) => sessions.neighbour(request),
    close: (uri) => sessions.close(uri),
  });
}
