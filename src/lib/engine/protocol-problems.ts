import {
	effects,
	freezes,
	guards,
	modes,
	parties,
	remotes,
	sounds,
	speakings,
	units,
	whos,
	type Pack,
	type Protocol,
	type Round,
	type Unit
} from './pack';
import { revealedIn } from './walk';

export const isUnit = (word: string): word is Unit => (units as readonly string[]).includes(word);

/** [P8] A word that the engine does not know. */
export const unknownWord = (where: string, known: readonly string[], ...words: readonly string[]): string[] =>
	words.filter((word) => !known.includes(word)).map((word) => `${where}: unknown word ${word}`);

/** What is wrong with one protocol, in sentences. Rules: docs/rules/packs.md. */
export function protocolProblems(pack: Pack, protocol: Protocol): string[] {
	if (protocol.rounds.length === 0) return [`protocol ${protocol.id} has no rounds`];
	return [
		...orderProblems(protocol),
		...guideProblems(protocol),
		...sealProblems(protocol),
		...requestProblems(protocol),
		...protocol.rounds.flatMap((round, index) => [
			...wordProblems(round),
			...roundProblems(protocol, round),
			...pictureProblems(pack, protocol, round, index),
			...lensProblems(pack, round)
		])
	];
}

/** [P3] [P4] [P5] The order in which people look, speak and advise. */
function orderProblems(protocol: Protocol): string[] {
	const { id, rounds, guide, firstLook, where } = protocol;
	const [first] = rounds;
	const wrong: string[] = [];
	const opener = first?.speaks ?? 'nobody';
	const guideOpens = guide === 'apart' && (opener === 'guide' || opener === 'guide-first');
	if (opener !== 'presenter' && !guideOpens && !(guide === 'apart' && opener === 'presenter-first'))
		wrong.push(`protocol ${id}: the presenter opens (first round), or a guide set apart`);
	const firstPicture = rounds.find((r) => r.picture.mode !== 'still');
	if (where === 'on-site' && firstPicture) wrong.push(`protocol ${id}: on site no picture moves`);
	if (firstLook === 'guided' && guide !== 'apart') wrong.push(`protocol ${id}: only a guide set apart guides the view`);
	if (firstPicture && firstLook !== 'guided' && firstPicture.picture.mode !== 'through-once')
		wrong.push(`protocol ${id}: the first time the picture moves it plays through once`);
	for (const round of rounds)
		if (round.picture.mode === 'through-once' && Object.keys(round.write).length > 0)
			wrong.push(`protocol ${id}: nobody writes at the table during the first viewing (R64)`);
	const firstTips = rounds.findIndex((r) => r.tips);
	const firstStrengths = rounds.findIndex((r) => r.write.strengths);
	if (firstTips >= 0 && (firstStrengths < 0 || firstStrengths >= firstTips))
		wrong.push(`protocol ${id}: strengths come before tips (R67)`);
	return wrong;
}

/** [P11] A group without a facilitator must be able to go on: what is a guide's needs a guide set apart. */
function guideProblems(protocol: Protocol): string[] {
	if (protocol.guide === 'apart') return [];
	const asks = ({ speaks, answers, picture, write, tasks }: Round) =>
		speaks === 'guide' ||
		speaks === 'guide-first' ||
		answers === 'guide' ||
		picture.remote === 'guide' ||
		tasks?.guide !== undefined ||
		Object.values(write).includes('guide');
	const wrong = protocol.rounds
		.filter(asks)
		.map((r) => `round ${r.id}: needs a guide, whom the protocol does not set apart`);
	if (protocol.prepare?.some((it) => it.by === 'guide' || Object.values(it.write).includes('guide')))
		wrong.push(`protocol ${protocol.id}: a guide prepares, whom the protocol does not set apart`);
	return wrong;
}

/** [P9] What is written sealed is revealed, and a reveal has something to reveal. */
function sealProblems(protocol: Protocol): string[] {
	const { id, rounds, prepare = [] } = protocol;
	const wrong: string[] = [];
	const revealsFrom = (index: number) => rounds.slice(index).some((r) => r.enter?.includes('reveal'));
	if (prepare.some((it) => Object.keys(it.write).length > 0) && !revealsFrom(0))
		wrong.push(`protocol ${id}: what was prepared is never revealed`);
	for (const [index, round] of rounds.entries()) {
		if (round.notes === 'sealed' && !revealsFrom(index + 1))
			wrong.push(`round ${round.id}: what is sealed here is never revealed`);
		if (round.notes === 'sealed' && Object.keys(round.write).length === 0)
			wrong.push(`round ${round.id}: nothing is written that could be sealed`);
		if (round.enter?.includes('reveal') && !revealedIn(protocol, index).some((it) => Object.keys(it).length > 0))
			wrong.push(`round ${round.id}: there is nothing to reveal`);
	}
	return wrong;
}

/** [P10] The way in and the way out are never on request. [P16] The expert is last only where there are turns. */
function requestProblems({ id, rounds, expert }: Protocol): string[] {
	const ends = [rounds.at(0), rounds.at(-1)].filter((r) => r?.optional);
	const wrong = ends.map((r) => `round ${r?.id}: the first and last round are never on request`);
	if (expert === 'last' && !rounds.some((r) => r.speaks === 'in-turn'))
		wrong.push(`protocol ${id}: an expert speaks last only where there are turns (R115)`);
	return wrong;
}

/** [P8] The vocabulary is closed: TypeScript says so for our own packs, this says so for any. */
function wordProblems(round: Round): string[] {
	const at = `round ${round.id}`;
	return [
		...unknownWord(at, speakings, round.speaks),
		...unknownWord(at, whos, ...Object.values(round.write), ...(round.answers ? [round.answers] : [])),
		...unknownWord(at, parties, ...Object.keys(round.tasks ?? {})),
		...unknownWord(at, modes, round.picture.mode),
		...unknownWord(at, remotes, round.picture.remote),
		...unknownWord(at, sounds, round.picture.sound),
		...unknownWord(at, freezes, ...(round.picture.freeze ? [round.picture.freeze] : [])),
		...unknownWord(at, guards, round.guard),
		...unknownWord(at, effects, ...(round.enter ?? [])),
		...unknownWord(at, ['sealed'], ...(round.notes ? [round.notes] : [])),
		...unknownWord(at, ['presenter', 'anyone'], ...(round.optional ? [round.optional] : []))
	];
}

function roundProblems(protocol: Protocol, round: Round): string[] {
	const wrong: string[] = [];
	if (round.write.tips && !round.tips) wrong.push(`round ${round.id}: tips can be written but are not open (R63)`);
	if (round.minutes <= 0) wrong.push(`round ${round.id}: minutes must be more than nothing`);
	for (const unit of Object.keys(round.write)) if (!isUnit(unit)) wrong.push(`round ${round.id}: unknown part ${unit}`);
	if (protocol.parking && round.write.parking)
		wrong.push(`round ${round.id}: what drifts away has its own place and is named by no round (R72)`);
	if (round.whose && !round.write.needs) wrong.push(`round ${round.id}: asks whose need it is, but no need is written`);
	return wrong;
}

/** [P12] [P17] What the picture is asked to do must be possible in this round. */
function pictureProblems(pack: Pack, protocol: Protocol, round: Round, index: number): string[] {
	const { mode, sound, freeze } = round.picture;
	const at = `round ${round.id}`;
	const wrong: string[] = [];
	const enter = round.enter ?? [];
	const moves = mode === 'loop-fragment' || mode === 'marks';
	const before = protocol.rounds.slice(0, index);
	if (freeze && !moves) wrong.push(`${at}: this picture cannot stand still by itself`);
	if (freeze === 'initiatives' && !pack.codeGroups.some((g) => g.kind === 'initiative'))
		wrong.push(`${at}: stands still at initiatives, but no group of codes is one`);
	if ((freeze === 'script' || freeze === 'keywords') && !isWritten(pack, protocol, before, freeze))
		wrong.push(`${at}: stands still at the ${freeze}, but nobody writes it before`);
	if (enter.includes('sound-off') && sound !== 'choice')
		wrong.push(`${at}: begins without sound, which is not its choice`);
	if (enter.includes('to-glad') || enter.includes('to-closer')) {
		if (!before.some((r) => r.picture.mode === 'moments')) wrong.push(`${at}: goes to a moment nobody chose before`);
		if (!moves) wrong.push(`${at}: goes to a moment in a picture that does not move`);
	}
	return wrong;
}

/** In this protocol before, or in the one before a meeting that carries it over. */
const isWritten = (pack: Pack, protocol: Protocol, before: readonly Round[], unit: Unit): boolean =>
	[...(protocol.prepare ?? []), ...before].some((it) => it.write[unit]) ||
	pack.meetings.some((m) => m.protocol === protocol.id && m.carries?.includes(unit));

/** [P15] A lens has an id of its own and codes that exist. */
function lensProblems(pack: Pack, round: Round): string[] {
	const lenses = round.lenses ?? [];
	const ids = lenses.map((it) => it.id);
	return [
		...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `round ${round.id}: lens ${id} stands there twice`),
		...lenses.flatMap((lens) =>
			lens.codes
				.filter((id) => !pack.codes.some((c) => c.id === id))
				.map((id) => `round ${round.id}: lens ${lens.id} names code ${id}, which does not exist`)
		)
	];
}
