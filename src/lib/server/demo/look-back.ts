import * as Y from 'yjs';
import type { Unit } from '$lib/engine/pack';
import { tableName } from '$lib/notebook/names';
import { addEntry, type NewEntry } from '$lib/notebook/table';
import { docSnapshot } from '$lib/server/db/schema';
import type { Needs } from '$lib/server/use-cases/needs';
import { actInSession } from '$lib/server/use-cases/session/act';
import { moments } from './clip/moments';

type People = Record<string, string>;

/** Walks a session of the past through all its rounds, by the real rules, on the clock of that day. */
export async function lookBack(
	needs: Needs,
	people: People,
	session: { id: string; key: Uint8Array },
	past: Date
): Promise<void> {
	let minute = 0;
	const then: Needs = Object.create(needs, { clock: { value: () => new Date(past.getTime() + minute * 60_000) } });
	const act = async (who: string, command: Parameters<typeof actInSession>[3]): Promise<number> => {
		const done = await actInSession(then, people[who] ?? '', session.id, command);
		if (!done.ok) throw new Error(`the demo session stopped at ${command.do}: ${done.code}`);
		minute += 2;
		return done.value.seq;
	};
	// nobody sits in this room of the past, so the presenter begins himself; then Noor leads
	let seen = await act('kees', { do: 'start', seen: 0 });
	seen = await act('noor', { do: 'take-lead', seen });
	const next = async () => (seen = await act('noor', { do: 'next', seen }));
	await next();
	await next();
	await act('kees', { do: 'choose-moment', which: 'glad', atMs: 63_000 });
	await act('kees', { do: 'choose-moment', which: 'closer', atMs: 31_000 });
	await next();
	await writeTable(needs, people, session);
	for (let round = 3; round < 9; round++) await next();
	await act('noor', { do: 'close', seen });
}

/** What the group wrote: the clip's own moments as observations, and the rounds after them. */
async function writeTable(needs: Needs, people: People, session: { id: string; key: Uint8Array }): Promise<void> {
	const doc = new Y.Doc();
	const put = (unit: Unit, who: string, text: string, more: Partial<NewEntry> = {}): string => {
		const id = needs.newId();
		addEntry(doc, unit, { id, author: people[who] ?? '', text, ...more });
		return id;
	};
	const watchers = ['sofie', 'lieke', 'noor', 'marit'] as const;
	const seen = new Map(
		moments.slice(0, 10).map((moment, i) => {
			// the same drawn clip serves both presenters: here it is Kees with S.
			const text = inHisWords(moment.nl);
			const { atMs: t, actor, code } = moment;
			return [moment.id, put('observations', watchers[i % 4] ?? 'noor', text, { t, actor, codes: [code] })];
		})
	);
	const think = (of: string, who: string, text: string) => put('meanings', who, text, { of: seen.get(of) ?? null });
	think('looksAtHands', 'lieke', 'Ik denk dat S. wil weten wat Kees gaat doen.');
	think('mirrors', 'marit', 'Door hetzelfde te doen laat je zien: ik doe met jou mee.');
	put('experience', 'kees', 'Toen dacht ik: er gebeurt niets. Nu zie ik dat S. steeds naar mij kijkt.');
	put('needs', 'noor', 'Iemand dichtbij die niets vraagt.', { codes: ['wordless', 'calm'] });
	put('needs', 'sofie', 'Gezien worden, maar op een eigen moment.', { codes: ['quietly-seen'] });
	put('strengths', 'sofie', 'Je wachtte. Daardoor bood S. het blok nog een keer aan.', { t: 46_000 });
	put('strengths', 'lieke', 'Je legde hetzelfde blok neer. Daarna bouwde S. aan jouw kant verder.', { t: 22_000 });
	put('strengths', 'marit', 'Jullie lachen om hetzelfde als de toren valt.', { t: 63_000 });
	put('intentions', 'kees', 'Na een blik van S. twee tellen niets doen.');
	put('tips', 'noor', 'Ga eens aan dezelfde kant van de tafel zitten.');
	put('takeaway', 'kees', 'Er gebeurt juist veel als ik stil ben.');
	await needs.db
		.insert(docSnapshot)
		.values({ doc: tableName(session.id), seq: 0, sealed: needs.vault.seal(session.key, Y.encodeStateAsUpdate(doc)) });
	await needs.table.settle(session.id);
}

/** The moments are told of J. and Marit; the same sentences of S. and Kees. */
function inHisWords(text: string): string {
	const words: [string, string][] = [
		['J.', 'S.'],
		['Marit', 'Kees'],
		['haar handen', 'zijn handen'],
		['Haar handen', 'Zijn handen'],
		['kijkt haar aan', 'kijkt hem aan'],
		['lacht zij', 'lacht hij'],
		['Ze laat', 'Hij laat']
	];
	return words.reduce((told, [from, to]) => told.replaceAll(from, to), text);
}
