import type { Needs } from '../needs';

/** [AU9] A page that somebody who is signed in was refused: which route, never which address she tried. */
export function noteDenied(needs: Needs, userId: string, route: string, status: number): void {
	needs.later(() =>
		needs.views.denied({
			...{ at: needs.clock(), kind: 'denied', actor: userId, object: { kind: 'route', id: route } },
			facts: { state: String(status) }
		})
	);
}
