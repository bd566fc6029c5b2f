import type { RefusalCode } from './refusals';

/** An expected "no": a stable code from a closed list; the sentence people read stands in `words`. */
export interface No {
	readonly ok: false;
	readonly code: RefusalCode;
	/** Figures for the sentence (sizes in bytes, times in ms). Never personal text. */
	readonly facts?: Readonly<Record<string, string | number>>;
}
export interface Yes<T> {
	readonly ok: true;
	readonly value: T;
}
/** What every rule and every use case answers. Only doors turn a `No` into an HTTP status. */
export type Outcome<T> = Yes<T> | No;

export const yes = <T>(value: T): Yes<T> => ({ ok: true, value });
export const no = (code: RefusalCode, facts?: No['facts']): No =>
	facts ? { ok: false, code, facts } : { ok: false, code };
