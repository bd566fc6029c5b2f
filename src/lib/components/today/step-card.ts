import type { MeetingFacts, SessionFactsOfToday, Step } from '$lib/engine/next-steps';
import type { Reading } from '$lib/words';
import { clockTime, longDay } from '$lib/words/dates';

export interface StepCard {
	eyebrow: string;
	title: string;
	body: string;
	button: string;
	href: string;
}

/** "2 min 48": the length of a fragment as people say it. `ms` in milliseconds. */
export function spokenLength(ms: number): string {
	const seconds = Math.round(ms / 1000);
	const minutes = Math.floor(seconds / 60);
	return minutes === 0 ? `${seconds} s` : `${minutes} min ${String(seconds % 60).padStart(2, '0')}`;
}

/** What the card of one next step says and where its button leads. */
export function stepCard(step: Step, { t, locale }: Reading): StepCard {
	switch (step.kind) {
		case 'join-session': {
			const { eyebrow, title, titleMine, body, button } = t.today.step[step.kind];
			const { session } = step;
			return {
				eyebrow,
				title: session.mine ? titleMine : title(session.presenter),
				body,
				button,
				href: `/sessions/${session.sessionId}`
			};
		}
		case 'meeting-today':
		case 'meeting-ahead':
			return meetingCard(step, { t, locale });
		case 'visit-meeting': {
			const { eyebrow, title, button } = t.today.step[step.kind];
			const at = new Date(step.startsAt);
			const body = `${longDay(at, locale)}, ${clockTime(at, locale)}`;
			return { eyebrow: eyebrow(step.team), title, body, button, href: `/visits/${step.meetingId}` };
		}
		case 'choose-path':
		case 'come-back': {
			const words = t.today.step[step.kind];
			return { ...words, eyebrow: words.eyebrow(step.team), href: `/teams/${step.teamId}` };
		}
		case 'answer-help':
		case 'confirm-help': {
			const words = t.today.step[step.kind];
			return {
				eyebrow: words.eyebrow(step.from),
				title: words.title,
				body: words.body(step.from),
				button: words.button,
				href: `/help/${step.requestId}`
			};
		}
		case 'choose-child':
			return { ...t.today.step[step.kind], href: '/trajectories/new' };
		case 'choose-another-child':
		case 'ask-parents':
		case 'record-answer': {
			const words = t.today.step[step.kind];
			const href =
				step.kind === 'choose-another-child'
					? `/trajectories/new?instead=${step.trajectoryId}`
					: `/trajectories/${step.trajectoryId}/consent`;
			return { ...words, body: words.body(step.alias), href };
		}
		case 'note-play-moment':
		case 'plan-play-moment': {
			const words = t.today.step[step.kind];
			return { ...words, title: words.title(step.alias), href: `/trajectories/${step.trajectoryId}` };
		}
		case 'add-clip': {
			const words = t.today.step[step.kind];
			return { ...words, body: words.body(step.alias), href: `/clips/new?trajectory=${step.trajectoryId}` };
		}
		case 'choose-fragment':
			return { ...t.today.step[step.kind], href: `/clips/${step.clipId}` };
		case 'bring-clip': {
			const words = t.today.step[step.kind];
			const day = longDay(new Date(step.meeting.startsAt), locale);
			return { ...words, body: words.body(step.meeting.number, day), href: `/clips/${step.clipId}` };
		}
		case 'invite-people':
		case 'invite-lead':
		case 'start-cycle': {
			const words = t.today.step[step.kind];
			const href = step.kind === 'start-cycle' ? `/teams/${step.teamId}/cycle/new` : `/teams/${step.teamId}#invite`;
			return { ...words, eyebrow: words.eyebrow(step.team), href };
		}
		case 'close-cycle': {
			const words = t.today.step[step.kind];
			return { ...words, eyebrow: words.eyebrow(step.team), href: `/cycles/${step.cycleId}#close` };
		}
		case 'name-contact':
			return { ...t.today.step[step.kind], href: '/school/contact' };
		case 'open-team':
			return { ...t.today.step[step.kind], href: '/teams' };
	}
}

function meetingCard(step: Extract<Step, { kind: 'meeting-today' | 'meeting-ahead' }>, reading: Reading): StepCard {
	const { t, locale } = reading;
	const { meeting, sessions } = step;
	const [only] = sessions;
	const words = t.today.step['meeting-today'];
	const today = step.kind === 'meeting-today';
	const join = today && only !== undefined;
	return {
		eyebrow: when(meeting, today, reading),
		title: words.title(meeting.number, lowerFirst(meeting.title[locale])),
		body: today || sessions.length > 0 ? whoBrings(meeting, sessions, reading) : '',
		button: join ? words.button : today ? words.open : t.today.step['meeting-ahead'].button,
		href: join && sessions.length === 1 ? `/sessions/${only.sessionId}` : `/meetings/${meeting.meetingId}`
	};
}

function when(meeting: MeetingFacts, today: boolean, { t, locale }: Reading): string {
	const at = new Date(meeting.startsAt);
	const day = today ? t.cycle.today : longDay(at, locale);
	const place = meeting.place ? ` · ${t.cycle.at(meeting.place)}` : '';
	return `${day} ${clockTime(at, locale)}${place}`;
}

/** "Jij en Kees brengen een opname in. Die van jou staat klaar, het fragment duurt 2 min 48." */
function whoBrings(meeting: MeetingFacts, sessions: SessionFactsOfToday[], { t, locale }: Reading): string {
	const words = t.today.step['meeting-today'];
	if (sessions.length === 0) return meeting.watching ? words.nothing : words.talk;
	const mine = sessions.find((session) => session.mine);
	const others = sessions.filter((session) => !session.mine).map((session) => session.presenter);
	const names = mine ? [t.today.you, ...others] : others;
	const who = new Intl.ListFormat(locale, { type: 'conjunction' }).format([...new Set(names)]);
	const brings = words.bring(who, new Set(names).size > 1);
	return mine ? `${brings} ${words.mine(spokenLength(mine.fragment))}` : brings;
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
