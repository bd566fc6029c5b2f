import type { Component } from 'svelte';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import InRoom from '../../../../tests/support/InRoom.svelte';
import { stillRoom, viewOf } from '../../../../tests/support/still-room';
import { gerda, noor } from '../../../../tests/support/table';
import type { Picture, Room } from './room';
import WaitForPicture from './WaitForPicture.svelte';

const show = (room: Room) =>
	render(InRoom, { part: WaitForPicture as unknown as Component<Record<string, unknown>>, room, given: {} });

function roomOf(who: typeof noor, picture: Partial<Picture>) {
	const still = stillRoom(viewOf(who, 'rewatch'));
	Object.assign(still.room.picture, { playing: true, ...picture });
	return still;
}

it('[L22] whoever may let it play waits for who loads, for as long as she chooses', async () => {
	const { room, did } = roomOf(noor, { waitsFor: ['Kees'] });
	const screen = await show(room);
	await expect.element(screen.getByText('Het beeld laadt nog bij Kees')).toBeVisible();
	await screen.getByRole('button', { name: 'Wacht 30 s' }).click();
	expect(did).toEqual([{ ask: { do: 'wait', ms: 30_000 } }]);
});

it('[L22] or goes on: then the question is gone and nothing is asked of anybody', async () => {
	const { room, did } = roomOf(noor, { waitsFor: ['Kees'] });
	const screen = await show(room);
	await screen.getByRole('button', { name: 'Ga door' }).click();
	await expect.element(screen.getByText('Het beeld laadt nog bij Kees')).not.toBeInTheDocument();
	expect(did).toEqual([]);
});

it('[L22] while the group waits everybody reads for whom and how long; who plays may go on at once', async () => {
	const waiting = { playing: false, waitsFor: ['Kees'], waitingUntil: 7_000 };
	const { room, did } = roomOf(noor, waiting);
	const screen = await show(room);
	await expect.element(screen.getByText('We wachten op Kees · nog 7 s')).toBeVisible();
	await screen.getByRole('button', { name: 'Ga door' }).click();
	expect(did).toEqual([{ ask: { do: 'play' } }]);
	await screen.unmount();
	const guest = await show(roomOf(gerda, waiting).room);
	await expect.element(guest.getByText('We wachten op Kees · nog 7 s')).toBeVisible();
	expect(guest.container.querySelector('button')).toBeNull();
});

it('[L22] nobody is asked who may not let it play, or when nobody loads, or when the picture rests anyway', async () => {
	for (const [who, picture] of [
		[gerda, { waitsFor: ['Kees'] }],
		[noor, { waitsFor: [] }],
		[noor, { waitsFor: ['Kees'], playing: false }]
	] as const) {
		const screen = await show(roomOf(who, { ...picture, waitsFor: [...picture.waitsFor] }).room);
		expect(screen.container.textContent?.trim()).toBe('');
		await screen.unmount();
	}
});
