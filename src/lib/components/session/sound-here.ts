import type { MeetingMode } from '$lib/domain/meeting-mode';
import type { SessionView } from '$lib/engine/session-view';

/** An intervision outside a meeting is in one room. */
export const modeOf = (view: Pick<Heard, 'meeting'>): MeetingMode => view.meeting?.mode ?? 'in-person';

/** Where a device remembers its own choice, for each way of coming together: silent in the staff room is not silent at home. */
const keyOf = (view: Heard): string => `room-sound-${modeOf(view)}`;

type Heard = {
	meeting: Pick<NonNullable<SessionView['meeting']>, 'mode'> | null;
	screens: Pick<SessionView['screens'], 'open'>;
};

/** What somebody chose on this device, or null. A browser that keeps nothing asks nothing. */
export function rememberedSound(view: Heard, store: Pick<Storage, 'getItem'>): boolean | null {
	try {
		const kept = store.getItem(keyOf(view));
		return kept === null ? null : kept === 'on';
	} catch {
		return null;
	}
}

export function rememberSound(view: Heard, on: boolean, store: Pick<Storage, 'setItem'>): void {
	try {
		store.setItem(keyOf(view), on ? 'on' : 'off');
	} catch {
		// then it holds until the page is left
	}
}

/** [BS3] One's own choice first. Without one, a device is silent where a big screen gives the sound for the whole room. */
export const hearsHere = (view: Heard, chosen: boolean | null): boolean =>
	chosen ?? !(view.screens.open && modeOf(view) === 'in-person');
