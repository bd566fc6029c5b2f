import type { Entry } from '$lib/notebook/table';
import { mayJump, type Room } from './room';

/** Sends the shared picture to the moment of a note; a drawing lies over a frame that rests. Nothing for who may not. */
export function jump(room: Room, { t, drawing }: Pick<Entry, 't' | 'drawing'>): void {
	if (t === null || !mayJump(room)) return;
	if (drawing && room.picture.playing && room.view.may.playback.pause) room.ask({ do: 'pause' });
	room.ask({ do: 'seek', position: t });
}
