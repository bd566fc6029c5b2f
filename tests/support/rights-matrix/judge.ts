import type { Heard } from './runner';
import { rules, type Rule, type RuleName } from './rules';
import { subjects, type State, type Subject } from './world';

export type Answer = 'done' | 'told' | 'heard' | 'nothing' | 'sign in';

/** They have an account, and it opens nothing. */
const shutOut: readonly Subject[] = ['somebody whose account is closed', 'somebody who is kept out'];

/** What the table says that this person is answered in this state. */
export function expected(rule: RuleName, who: Subject, state: State): Answer {
	const said = (rules[rule] as Rule)(state);
	for (const answer of ['done', 'told', 'heard'] as const) if (said[answer]?.includes(who)) return answer;
	if (said.first?.includes(who)) return 'sign in';
	return subjects[who] && !shutOut.includes(who) ? 'nothing' : (said.strangers ?? 'sign in');
}

/** Tables in which a refusal may leave a trace: that somebody tried, and that whoever was in before is out. */
const traces = /^(?:sign_in_try|audit_\w+|guardian_visit)$/;

/** What is wrong with it, or null. */
export function judge(answer: Answer, heard: Heard): string | null {
	const kept = heard.changed.filter((table) => !traces.test(table));
	const says = `${heard.status}${heard.code ? ` ${heard.code}` : ''}${heard.to ? ` to ${heard.to}` : ''}`;
	if (heard.status >= 500) return `broke: ${says}`;
	if (answer !== 'heard' && (heard.code === 'bad-input' || heard.status === 415))
		return `the form of this row is not one that the action accepts any more: ${says}`;
	if (answer === 'heard') return isDone(heard) || isTold(heard) ? null : `should hear something, and heard ${says}`;
	if (answer === 'done') return isDone(heard) ? null : `should get it, and heard ${says}`;
	if (kept.length > 0) return `was refused (${says}) and changed ${kept.join(', ')}`;
	if (answer === 'told') return isTold(heard) ? null : `should hear why not, and heard ${says}`;
	if (answer === 'nothing') return isNothing(heard) ? null : `should find nothing, and heard ${says}`;
	return asksToSignIn(heard) ? null : `should be asked to sign in, and heard ${says}`;
}

/** What somebody got who should get nothing: an answer, or something written; null when it was neither. */
export function gotSomething(heard: Heard): string | null {
	const kept = heard.changed.filter((table) => !traces.test(table));
	if (kept.length > 0) return `changed ${kept.join(', ')}`;
	if (!isDone(heard)) return null;
	// an action that says nothing but that it was done, and did nothing
	if (heard.carries === 'nothing') return null;
	return `got ${heard.status}`;
}

const toLogin = ({ to }: Heard) => to?.startsWith('/login?next') ?? false;
/** A file that is asked for cannot answer with a form: it sends her there. */
export const toProof = ({ to }: Heard) => to?.startsWith('/account/prove?next') ?? false;
const isDone = (heard: Heard) => heard.status < 400 && !toLogin(heard) && !toProof(heard);
const isTold = (heard: Heard) =>
	toProof(heard) || (heard.status >= 400 && heard.status !== 404 && heard.status !== 401);
const isNothing = ({ status, code }: Heard) => status === 404 && (code === null || code === 'not-found');
const asksToSignIn = (heard: Heard) => heard.status === 401 || toLogin(heard);
