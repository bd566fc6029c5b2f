import * as Y from 'yjs';
import type { SharedWords } from '$lib/domain/plan-writing';
import { applyEdits, flatOf } from '$lib/notebook/plan-text';
import { indexOf, placeOf } from '../live/caret-place';

/** Where somebody types: a text and two places in it. */
export interface Typing {
	name: string;
	anchor: string;
	head: string;
}

/** Somebody else who types now. */
export interface Typist {
	id: string;
	name: string;
	colour: number;
	typing: Typing;
}

/** What a text needs of the room it is written in. */
interface Around extends Pick<SharedWords, 'show' | 'listenToOthers'> {
	/** Who else types in this text. */
	others: () => readonly Typist[];
}

/** A shared text as an editor sees it. Undoing takes back what was typed here, never what somebody else did. */
export function sharedWords(text: Y.Text, { show, listenToOthers, others }: Around): SharedWords {
	const mine = {};
	const history = new Y.UndoManager(text, { trackedOrigins: new Set([mine]) });
	return {
		read: () => flatOf(text),
		write: (edits) => text.doc?.transact(() => applyEdits(text, edits), mine),
		listen(changed) {
			const heard = (_event: Y.YTextEvent, { origin }: Y.Transaction) => {
				if (origin !== mine) changed();
			};
			text.observe(heard);
			return () => text.unobserve(heard);
		},
		placeOf: (index) => placeOf(text, index),
		indexOf: (place) => indexOf(text, place),
		show,
		others: () =>
			others().flatMap(({ id, name, colour, typing }) => {
				const [anchor, head] = [indexOf(text, typing.anchor), indexOf(text, typing.head)];
				return anchor === null || head === null ? [] : [{ id, name, colour, anchor, head }];
			}),
		listenToOthers,
		undo: () => void history.undo(),
		redo: () => void history.redo()
	};
}
