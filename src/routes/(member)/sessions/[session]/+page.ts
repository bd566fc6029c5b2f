import type { PageLoad } from './$types';

/** Brings the two views that most people in the room never see when they are wanted; before they are shown, so nothing jumps. */
export const load: PageLoad = async ({ data }) => ({
	...data,
	WaitingRoom:
		data.view.state.phase === 'waiting' ? (await import('$lib/components/session/WaitingRoom.svelte')).default : null,
	ScreenView: data.screen ? (await import('$lib/components/session/ScreenView.svelte')).default : null
});
