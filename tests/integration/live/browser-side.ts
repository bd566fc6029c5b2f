import { WebSocket as NodeSocket } from 'ws';
import { LiveSession, type LiveSessionOptions } from '$lib/client/live/live-session.svelte';

/** The browser's side as it really is, but for the cookie, which a browser sends by itself. */
export function sitDown(server: string, who: string, more: Partial<LiveSessionOptions> = {}): LiveSession {
	class WithCookie extends NodeSocket {
		constructor(url: string | URL) {
			super(url, { headers: { cookie: who, origin: 'https://kijkkring.test' } });
		}
	}
	return new LiveSession({
		sessionId: 's1',
		me: { id: who, name: who },
		server,
		onMoved: () => {},
		WebSocket: WithCookie as unknown as typeof WebSocket,
		...more
	});
}
