import type { Code, Interview, InterviewQuestion, Need, Pack, Preparation, Protocol, Round, Text } from './pack';

/** One text of a method that a school may say in its own words: a prompt, a task, a card, a question or a tip. */
export interface PackText {
	/** Names it within its version of the method, for ever: `short/introduce/prompt`, `interview/home/tips/0`. */
	place: string;
	/** Which part of the method: the id of a protocol, or `interview`, `codes` or `needs`. */
	part: string;
	/** The round, preparation or question it belongs to, by its title or its place in the row. */
	heading: Text | null;
	kind: TextKind;
	/** Which of several, from 1; null where there is one. */
	nth: number | null;
	text: Text;
}
export type TextKind =
	| 'title'
	| 'prompt'
	| 'others'
	| 'presenter'
	| 'colleagues'
	| 'guide'
	| 'example'
	| 'card'
	| 'prepare'
	| 'question'
	| 'tip'
	| 'warm-up'
	| 'code'
	| 'help'
	| 'need';

/** These are names, and stay as short as a name is. */
export const isName = (kind: TextKind): boolean => kind === 'title' || kind === 'code' || kind === 'need';

/** What a school says in its own words, by place and language. */
export type OwnWords = ReadonlyMap<string, Partial<Text>>;

type Visit = (place: string, about: Pick<PackText, 'heading' | 'kind'> & { nth?: number }, text: Text) => Text;

/** Every text a school may change, in the order in which people meet them. Pure. */
export function textsOf(pack: Pack): PackText[] {
	const found: PackText[] = [];
	walk(pack, (place, { nth, ...about }, text) => {
		found.push({ place, part: place.split('/')[0] ?? '', nth: nth ?? null, ...about, text });
		return text;
	});
	return found;
}

/** The same method in these words; rounds, rights, minutes and ids stay what they were. Pure. */
export const inOwnWords = (pack: Pack, own: OwnWords): Pack =>
	own.size === 0 ? pack : walk(pack, (place, _, text) => ({ ...text, ...own.get(place) }));

/** Visits every text and answers the pack with what came back: one walk, so that what is listed is what is changed. */
function walk(pack: Pack, visit: Visit): Pack {
	return {
		...pack,
		protocols: pack.protocols.map((protocol) => protocolOf(protocol, visit)),
		...(pack.interview ? { interview: interviewOf(pack.interview, visit) } : {}),
		codes: codesOf(pack, visit),
		needs: pack.needs.map((need, i) => needOf(need, i + 1, visit))
	};
}

/** Group by group, as people meet them; a code is named by its id, which no words change. */
function codesOf({ codes, codeGroups }: Pack, visit: Visit): Code[] {
	return codes.map((code) => {
		const heading = codeGroups.find((group) => group.id === code.group)?.label ?? null;
		const at = `codes/${code.id}`;
		return {
			...code,
			label: visit(`${at}/label`, { heading, kind: 'code' }, code.label),
			help: visit(`${at}/help`, { heading, kind: 'help' }, code.help)
		};
	});
}

function needOf(need: Need, nth: number, visit: Visit): Need {
	const label = visit(`needs/${need.id}/label`, { heading: null, kind: 'need', nth }, need.label);
	return need.card
		? { ...need, label, card: visit(`needs/${need.id}/card`, { heading: null, kind: 'card', nth }, need.card) }
		: { ...need, label };
}

function protocolOf(protocol: Protocol, visit: Visit): Protocol {
	const prepare = protocol.prepare?.map((one, i): Preparation => ({
		...one,
		prompt: visit(`${protocol.id}/prepare/${i}`, { heading: null, kind: 'prepare', nth: i + 1 }, one.prompt)
	}));
	return {
		...protocol,
		...(prepare ? { prepare } : {}),
		rounds: protocol.rounds.map((round) => roundOf(`${protocol.id}/${round.id}`, round, visit))
	};
}

function roundOf(at: string, round: Round, visit: Visit): Round {
	const heading = round.title;
	const list = (name: string, kind: TextKind, texts: readonly Text[]) =>
		texts.map((text, i) => visit(`${at}/${name}/${i}`, { heading, kind, nth: i + 1 }, text));
	const { presenter, colleagues, guide } = round.tasks ?? {};
	const title = visit(`${at}/title`, { heading, kind: 'title' }, round.title);
	const prompt = visit(`${at}/prompt`, { heading, kind: 'prompt' }, round.prompt);
	const others = visit(`${at}/others`, { heading, kind: 'others' }, round.others);
	const tasks = {
		...(presenter && { presenter: visit(`${at}/tasks/presenter`, { heading, kind: 'presenter' }, presenter) }),
		...(colleagues && { colleagues: visit(`${at}/tasks/colleagues`, { heading, kind: 'colleagues' }, colleagues) }),
		...(guide && { guide: visit(`${at}/tasks/guide`, { heading, kind: 'guide' }, guide) })
	};
	return {
		...round,
		title,
		prompt,
		others,
		...(round.tasks ? { tasks } : {}),
		...(round.examples ? { examples: list('examples', 'example', round.examples) } : {}),
		cards: list('cards', 'card', round.cards)
	};
}

function interviewOf(interview: Interview, visit: Visit): Interview {
	const question = (one: InterviewQuestion, nth: number): InterviewQuestion => {
		const at = `interview/${one.id}`;
		const heading = one.text;
		return {
			...one,
			text: visit(`${at}/text`, { heading, kind: 'question', nth }, one.text),
			tips: one.tips.map((tip, i) => visit(`${at}/tips/${i}`, { heading, kind: 'tip', nth: i + 1 }, tip))
		};
	};
	return {
		...interview,
		warmUp: visit('interview/warm-up', { heading: null, kind: 'warm-up' }, interview.warmUp),
		card: interview.card.map((line, i) =>
			visit(`interview/card/${i}`, { heading: null, kind: 'card', nth: i + 1 }, line)
		),
		questions: interview.questions.map((one, i) => question(one, i + 1)),
		last: question(interview.last, interview.questions.length + 1)
	};
}
