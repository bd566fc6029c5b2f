import type { EventBody, SessionEvent } from '$lib/engine/session';
import type { Needs } from '../needs';

/** How a sealed reason begins in an event; one from before they were sealed does not. */
const mark = 'sealed:';

/** [ER7] Why a group went back or ahead may be about the child: it is kept under the child's key, the event as it is. */
export function sealReason(needs: Needs, wrappedKey: Uint8Array, body: EventBody): EventBody {
	if (body.type !== 'round-entered' || !body.reason) return body;
	const sealed = needs.vault.write(wrappedKey, body.reason) ?? new Uint8Array();
	return { ...body, reason: mark + Buffer.from(sealed).toString('base64') };
}

/** The same events with their reasons in clear. */
export const openReasons = (needs: Needs, events: readonly SessionEvent[]): SessionEvent[] =>
	events.map((event) =>
		event.type === 'round-entered' && event.reason?.startsWith(mark)
			? { ...event, reason: needs.vault.read(new Uint8Array(Buffer.from(event.reason.slice(mark.length), 'base64'))) }
			: event
	);
