import type { WatchedAs } from '$lib/domain/parent-view';

interface Point {
	title: string;
	body: string;
}

/**
 * Everything a parent reads, in one language: one file each. Level B1: short sentences, everyday words. Changing what an
 * answer stands on (question, points, scopes) makes a new `version`, and takes `checked` back to null.
 */
export interface ParentTexts {
	/** Code of the language; the file is named after it. */
	language: string;
	/** As its own readers call it. */
	name: string;
	/** For dates: language and region, Gregorian calendar, Western figures as in every other letter of a Dutch school. */
	dates: string;
	direction: 'ltr' | 'rtl';
	version: number;
	/** A native reader who went through it, and the day ("2027-01-31"); null until somebody did. */
	checked: { by: string; on: string } | null;
	unchecked: string;

	/** Title of the tab and of the door. */
	title: string;
	chooseLanguage: string;
	listen: string;
	stopListening: string;

	door: {
		intro: string;
		codeLabel: string;
		codeHint: string;
		open: string;
		opening: string;
		/** One answer for wrong, run out and revoked. */
		wrong: string;
		/** Her half hour was over before she answered. */
		over: string;
		wait: string;
	};

	from: (teacher: string) => string;
	question: string;
	what: Point;
	who: Point;
	after: { title: string; body: (date: string) => string };
	always: Point;
	ask: {
		title: string;
		body: (teacher: string, school: string) => string;
		/** Whom the school named for parents [PP11], and who watches over privacy. */
		contact: (contact: string) => string;
		privacy: (contact: string) => string;
	};
	/** Above yes and no. */
	agree: string;
	yes: string;
	no: string;

	scopes: {
		team: Point;
		expert: { title: string; body: (name: string, organisation: string) => string };
		guest: Point;
		presentation: Point;
		figures: Point;
		photo: Point;
	};
	more: { title: string; body: string };

	now: { may: string; mayNot: string; notYet: string };
	mine: {
		yes: (date: string) => string;
		no: (date: string) => string;
		none: string;
		/** Her answer was lost with a backup. */
		again: string;
		change: string;
	};
	thanks: { yes: string; no: string };

	code: {
		title: string;
		body: string;
		label: string;
		wrong: (left: string) => string;
		spent: string;
	};

	exists: {
		title: string;
		none: string;
		films: (n: string) => string;
		until: (date: string) => string;
		watched: string;
		notWatched: string;
		by: Record<WatchedAs, string>;
		erased: (n: string) => string;
		erasedOn: (date: string) => string;
	};

	receipt: {
		title: string;
		intro: string;
		keep: string;
		mailLabel: string;
		mailHint: string;
		send: string;
		sent: string;
		notSent: string;
		subject: string;
		yes: string;
		no: string;
		byTeacher: string;
		text: (language: string, version: string) => string;
	};
	leave: string;

	letter: {
		greeting: string;
		how: string;
		scan: string;
		typeInstead: (address: string) => string;
		choose: string;
		slipNeeded: string;
		onlyYou: string;
		until: (date: string) => string;
		paper: string;
		slipTitle: string;
		slipBody: string;
	};
}
