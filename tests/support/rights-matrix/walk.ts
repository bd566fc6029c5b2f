import { appendFileSync } from 'node:fs';
import process from 'node:process';
import type { Route } from './kit';
import { expected, gotSomething, judge, toProof } from './judge';
import { requestFor, type Door } from './requests';
import { words } from './rules';
import type { Heard, Runner } from './runner';
import { fieldsOf, type Shown } from './shapes';
import { table, type Row } from './table';
import { canary, heldSecrets, states, subjects, type State, type Subject } from './world';

/** What stands in the folders and has no row, and the other way round: each as a sentence that says what to do. */
export function missingRows(routes: readonly Route[]): string[] {
	const where = 'tests/support/rights-matrix/table.ts';
	const wrong: string[] = [];
	for (const { id, page, actions, methods } of routes) {
		const has = [...(page ? ['page'] : []), ...actions.map((name) => `?/${name}`), ...methods];
		for (const what of has)
			if (!Object.keys(table[id] ?? {}).some((row) => row.split(' ')[0] === what))
				wrong.push(
					`${id}: "${what}" has no row. Say in ${where} who may: '${what}': ['the name of a rule'${what === 'page' ? '' : ', the smallest form it accepts'}].`
				);
		for (const what of Object.keys(table[id] ?? {}))
			if (!has.includes(what.split(' ')[0] ?? ''))
				wrong.push(`${id}: "${what}" is no longer there. Take its row out of ${where}.`);
	}
	for (const id of Object.keys(table))
		if (!routes.some((route) => route.id === id)) wrong.push(`${id} is no longer there. Take it out of ${where}.`);
	return wrong;
}

/** Reading and doing are asked apart, so that two processes share the work. */
export type Half = 'reading' | 'doing';
const halfOf = (what: string): Half => (what === 'page' || what === 'GET' || what === 'HEAD' ? 'reading' : 'doing');

/**
 * Strangers are strangers in every state: beside the first one they are asked for only when everything is asked
 * (RIGHTS_MATRIX=whole, in `npm run promises`).
 */
const strangers: readonly Subject[] = [
	'a sign-in of another installation',
	'somebody whose account is closed',
	'somebody who is kept out',
	'nobody signed in',
	'somebody who left',
	'a parent by her letter',
	'a teacher of another team',
	'the owner, half in',
	'the lead, half in',
	'an expert of another team',
	'a guest of another meeting',
	'a parent of another child',
	'a parent whose letter was taken back',
	'the lead of another team'
];
const whole = process.env['RIGHTS_MATRIX'] === 'whole';
/** Who is asked for in this state. */
export const askedIn = (state: State): Subject[] =>
	(Object.keys(subjects) as Subject[]).filter(
		(who) => whole || state === 'as it should be' || !strangers.includes(who)
	);
/** Everything is asked, of everybody, in every state. */
export const isWhole = whole;
/** For whoever works on one door: RIGHTS_ONLY='clips/' asks at those whose address has that in it. */
const only = new RegExp(process.env['RIGHTS_ONLY'] ?? '');

/** Who may what does not depend on the database: it is asked on the embedded one, and not again on PostgreSQL. */
export const isSecondTime = Boolean(process.env['TEST_DATABASE_URL']);

/** For the long forms: how many cells were asked, and how many answered otherwise. */
export function tellFigures(told: { of: string; state: State; cells: number; wrong: number }): void {
	const file = process.env['FIGURES_TO'];
	if (file) appendFileSync(file, JSON.stringify(told) + '\n');
}

/** A part of the matrix proves nothing about all of it. */
export const isPart = process.env['RIGHTS_ONLY'] !== undefined;

export interface Walked {
	wrong: string[];
	cells: number;
	denied: number;
	/** Actions that did something for somebody who may. */
	worked: Set<string>;
	/** What stood on the pages, field by field; only in the first state. */
	shown: Shown;
	/** Doors whose answer held a secret that was made for it, and where in it. */
	secrets: Set<string>;
}

/** Asks every door of this half in this state, as everybody. */
export async function walk(runner: Runner, half: Half, state: State): Promise<Walked> {
	const walked: Walked = { wrong: [], cells: 0, denied: 0, worked: new Set(), shown: new Map(), secrets: new Set() };
	const first = state === 'as it should be';
	await runner.inState(state, async (ask) => {
		for (const door of doorsOf(runner.kit.routes, half)) {
			const { route, what, rule } = door;
			if (!only.test(route.id) || (!whole && !states[state].touches.test(route.id))) continue;
			const name = `${route.id} ${what}`;
			for (const who of askedIn(state)) {
				const answer = expected(rule, who, state);
				const past = what === 'page';
				const request = requestFor(door, who, runner.world, { past });
				const heard = await ask(who, request);
				walked.cells++;
				const found = judge(answer, heard);
				if (found) walked.wrong.push(`${name}, ${who}, ${state}: ${found}`);
				for (const [word, readers] of words)
					if (!readers.includes(who) && heard.body.includes(word))
						walked.wrong.push(`${name}, ${who}, ${state}: read "${word}"`);
				for (const found of [...strangeNames(heard), ...toldSecrets(heard, request.url, name, walked)])
					walked.wrong.push(`${name}, ${who}, ${state}: ${found}`);
				if (first && what === 'page' && answer === 'done') note(walked.shown, route.id, who, heard.body);
				if (answer === 'done' && heard.changed.length > 0) walked.worked.add(name);
				if (answer !== 'nothing') continue;
				walked.denied++;
				// without a name in its address there is no other place to ask at
				if (!first || !route.id.includes('[')) continue;
				const nowhere = await ask(who, requestFor(door, who, runner.world, { past, nowhere: true }));
				if (face(heard) !== face(nowhere))
					walked.wrong.push(`${name}, ${who}: "not yours" looks different from "not there"`);
			}
		}
	});
	return walked;
}

/** Of those who are refused most that the second line has to know apart: in and around the team, and from elsewhere. */
const nearest: readonly Subject[] = [
	'a colleague',
	'a facilitator',
	'an expert whose time is over',
	'a guest of this meeting',
	'the lead of another team',
	'the admin'
];

/**
 * [RG11] With a table of rights that says yes to everything: how much is refused in this state by the table that is
 * written down, and what of it was got all the same. Of the nearest people, unless everything is asked.
 */
export async function walkWithout(
	runner: Runner,
	half: Half,
	state: State
): Promise<{ refused: number; passed: string[] }> {
	const passed: string[] = [];
	let refused = 0;
	await runner.inState(state, async (ask) => {
		for (const door of doorsOf(runner.kit.routes, half)) {
			const { route, what, rule } = door;
			if (!only.test(route.id) || (!whole && !states[state].touches.test(route.id))) continue;
			for (const who of whole ? askedIn(state) : nearest) {
				const answer = expected(rule, who, state);
				if (answer === 'done' || answer === 'heard') continue;
				const heard = await ask(who, requestFor(door, who, runner.world, { past: what === 'page' }));
				// she has to prove first that it is she, and no row was asked for
				if (toProof(heard)) continue;
				refused++;
				const got = gotSomething(heard);
				if (got) passed.push(`${route.id} ${what}, ${who}, ${state}: ${got}`);
			}
		}
	});
	return { refused, passed };
}

/**
 * [RG12] Every door of this half asked twice as everybody: with the rules of rows, and without. What differs is something
 * that those rules hid from somebody who may know it, or did not let her do; told by where the answers part.
 */
export async function walkTwice(
	runner: Runner,
	half: Half,
	state: State
): Promise<{ asked: number; hidden: string[] }> {
	const hidden: string[] = [];
	let asked = 0;
	await runner.inState(state, async (ask) => {
		for (const door of doorsOf(runner.kit.routes, half)) {
			const { route, what } = door;
			if (!only.test(route.id) || (!whole && !states[state].touches.test(route.id))) continue;
			for (const who of askedIn(state)) {
				const answer = (rulesOfRows: boolean): Promise<Heard> => {
					runner.rulesOfRows = rulesOfRows;
					return ask(who, requestFor(door, who, runner.world, { past: what === 'page' }));
				};
				const [ruled, unruled] = [await answer(true), await answer(false)];
				asked++;
				// refused both times; or done with them, and not there to be done again: a key that is destroyed stays so
				if (!gotSomething(unruled) && !(gotSomething(ruled) && gotSomething(await answer(true)))) continue;
				const [one, other] = [told(ruled, half), told(unruled, half)];
				const cell = `${route.id} ${what}, ${who}`;
				if (one !== other && !apart.some((known) => cell.startsWith(known)))
					hidden.push(`${cell}, ${state}: ${whereTheyPart(one, other)}`);
			}
		}
		runner.rulesOfRows = true;
	});
	return { asked, hidden };
}

/** Where they part for a reason that is no fault. */
const apart: readonly string[] = [
	// that the log was opened stands in it, once
	'/(member)/school/log page',
	// whether a group began is asked for whoever makes groups, and the page tells it to nobody else
	'/(member)/meetings/[meeting] page, a guest of the team'
];

/** An answer without what is new each time; of something done, that it was, and where. A view is noted once. */
function told({ status, code, body, changed }: Heard, half: Half): string {
	const tables = changed.filter((table) => table !== 'audit_entry').toSorted();
	const text = half === 'reading' ? body.replace(/[\w-]{16,}/g, '…') : '';
	return JSON.stringify([status, code, tables]) + text;
}

function whereTheyPart(one: string, other: string): string {
	let at = 0;
	while (one[at] === other[at]) at++;
	const around = (text: string): string => text.slice(Math.max(0, at - 120), at + 120);
	return `with them …${around(one)}…, without them …${around(other)}…`;
}

/** What a page's data held for this person; `around`: what its layouts held. */
export function note(shown: Shown, page: string, who: Subject, body: string, around = false): void {
	const { fields } = fieldsOf(body, around);
	const known = shown.get(page) ?? { openers: new Set(), fields: new Map<string, Set<Subject>>() };
	shown.set(page, known);
	known.openers.add(who);
	for (const [field, holds] of fields) {
		const readers = known.fields.get(field) ?? new Set();
		if (holds) readers.add(who);
		known.fields.set(field, readers);
	}
}

/** [RG17] A name that tells when a thing was made, or how many there are. */
function strangeNames({ body, to, headers }: Heard): string[] {
	const wrong: string[] = [];
	if (body.startsWith('{"type":"data"'))
		wrong.push(...fieldsOf(body).numbered.map((path) => `"${path}" is a number, and numbers can be counted`));
	const text = [body, to ?? '', ...headers.flat()].join(' ');
	for (const [kind, pattern] of timeNames) {
		const found = pattern.exec(text);
		if (found) wrong.push(`"${found[0]}" looks like ${kind}`);
	}
	return wrong;
}
const timeNames: readonly (readonly [kind: string, pattern: RegExp])[] = [
	['a UUID with the time in it', /\b[0-9a-f]{8}-[0-9a-f]{4}-[1267][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/i],
	['a ULID', /\b01[0-9A-HJKMNP-TV-Z]{24}\b/],
	['a name that begins with the second it was made', /\b6[4-9a-f][0-9a-f]{22}\b/]
];

/** [RG18] Every secret is shown at most once, where it was asked for. What stands elsewhere than in such an answer is wrong. */
function toldSecrets(
	{ body, to, headers, secretsKept, secretsSaid }: Heard,
	asked: string,
	name: string,
	{ secrets }: Walked
): string[] {
	if (body.includes(canary)) secrets.add(`${name}: answer`);
	if (to?.includes(canary)) secrets.add(`${name}: address`);
	for (const [header, value] of headers) if (value.includes(canary)) secrets.add(`${name}: ${header}`);
	// a page may say its own address, to whoever asked at that address
	const others = Object.values(heldSecrets).filter((secret) => !asked.includes(secret));
	const old = others.find((secret) => body.includes(secret) || to?.includes(secret));
	return [
		...secretsKept.map((table) => `kept a secret readable in ${table}`),
		...secretsSaid.map((line) => `said a secret: ${line}`),
		...(old ? ['told a secret that was given out before'] : [])
	];
}

/** Everything of an answer that could tell something. */
const face = ({ status, code, body, headers }: Heard) => JSON.stringify([status, code, body, headers]);

function doorsOf(routes: readonly Route[], half: Half): (Door & { rule: Row[0] })[] {
	return routes.flatMap((route) =>
		Object.entries(table[route.id] ?? {})
			.filter(([what]) => halfOf(what) === half)
			.map(([what, [rule, body]]) => ({ route, what, rule, body }))
	);
}

/** Doors of which the table says that somebody who is known gets something done there. */
export const doing = (routes: readonly Route[]): string[] =>
	doorsOf(routes, 'doing')
		.filter(({ rule }) => whoMay(rule))
		.map(({ route, what }) => `${route.id} ${what}`);

const whoMay = (rule: Row[0]) =>
	(Object.keys(states) as State[]).some((state) =>
		(Object.keys(subjects) as Subject[]).some((who) => expected(rule, who, state) === 'done')
	);
