// Longer than the house likes: the words of one room belong together, for whoever translates or corrects them.
import type { session as nl } from '../nl/session';

export const session: typeof nl = {
	resting: {
		'not-started': 'The session has not begun yet.',
		closed: 'This session has ended.',
		watching: 'Now we only watch. Talking comes later.',
		'presenter-speaks': 'The presenter is telling now. You listen.',
		'guide-speaks': 'The coach speaks now. You listen.',
		'presenter-chooses': 'The presenter is choosing now.',
		'colleagues-speak': 'Your colleagues speak now. You listen.',
		'leader-holds-remote': 'Whoever leads holds the remote.',
		'guide-holds-remote': 'The coach holds the play button.',
		'speaker-holds-remote': 'Whoever speaks holds the remote.',
		'picture-rests': 'The picture rests in this round.',
		'picture-stopped': 'The presenter has stopped the picture.',
		viewer: 'You are watching along. The group writes and steers.',
		'someone-leads': 'Whoever leads moves on to the next round.',
		'not-in-this-round': 'That does not belong to this round.'
	},
	broughtBy: (name) => `Brought by ${name}`,
	broughtByYou: 'Brought by you',
	meeting: (n) => `meeting ${n}`,
	leave: 'Leave the room',
	room: 'Session room',
	stage: 'The picture',
	table: 'The table',
	rounds: {
		to: (name) => `To ${name}:`,
		toYou: 'To you:',
		viewing: (nth, of) => `Viewing ${nth} of ${of}`,
		onRequest: 'only on request',
		label: 'Rounds',
		open: 'All rounds',
		of: (n, of) => `Round ${n} of ${of}`,
		done: 'done',
		now: 'now',
		later: 'later',
		minutes: (n) => `${n} min`,
		back: 'Back to this round',
		backWhy: 'Why are you going back?',
		go: 'Go back',
		tipsIn: (n) => `Tips come in round ${n}`,
		tipsOpen: 'Tips are welcome now',
		began: (n, title) => `Round ${n}: ${title}`,
		name: (n, title, when) => `Round ${n}, ${title}, ${when}`
	},
	timer: {
		left: (minutes) => (minutes > 0 ? `${minutes} min left` : 'last minute'),
		over: 'take your time to finish',
		label: 'Time in this round',
		hint: 'The time is only a help. Nobody is cut off.',
		extend: (minutes) => `${minutes} more minutes`
	},
	who: {
		label: 'Who is here',
		tab: (n) => `Who is here · ${n}`,
		here: 'is here',
		away: 'not in yet',
		you: 'you',
		more: (n) => `+${n}`,
		seat: {
			presenter: 'brings the clip',
			colleague: 'watches along',
			facilitator: 'watches along',
			expert: 'expert',
			viewer: 'guest, listens'
		},
		leads: 'leads',
		expertHere: (name) => `${name} (expert) is watching along`,
		until: (time) => `You are watching along until ${time}.`,
		ready: 'ready',
		speaks: 'speaking',
		heard: 'has spoken',
		passed: 'passes',
		buffering: 'picture still loading',
		tapNeeded: 'still has to tap',
		broken: 'picture does not play',
		elsewhere: 'has another window in front'
	},
	lead: {
		ask: 'I’d like to lead',
		asked: 'You asked to lead. Whoever leads can see that.',
		rather: 'Rather not',
		asks: (name) => `${name} would like to lead`,
		nobody: 'Nobody leads',
		someone: (name) => `${name} leads`,
		you: 'You lead',
		take: 'I’ll lead',
		takeOver: 'I’ll take over',
		away: (name) => `${name} is out of the room`,
		hint: 'Whoever leads brings everybody to the next round and keeps an eye on the time.',
		releaseHint: 'Then nobody leads, and anybody may go to the next round.',
		release: 'I stop leading',
		hand: 'Hand the lead to',
		handGo: 'Hand over',
		menu: 'Leading'
	},
	turn: {
		unheard: (names) => `Not heard yet: ${names}`,
		afterOthers: 'You come after your colleagues.',
		speaks: (name) => `${name} is speaking.`,
		youSpeak: 'You are speaking.',
		listens: (name) => `${name} listens.`,
		youListen: 'You listen.',
		nobody: 'Who begins?',
		take: 'I’ll speak',
		done: 'I have finished',
		pass: 'Skip me',
		passed: 'You pass. You may always still say something.',
		give: 'Give the word to',
		giveGo: 'Give',
		presenterFirst: (name) => `${name} first. Then everybody.`,
		presenterFirstYou: 'You first. Then everybody.'
	},
	move: {
		start: 'Begin',
		next: 'Next round',
		nextAll: 'Everybody moves to the next round together.',
		ready: 'I’m ready',
		unready: 'One more moment',
		readyCount: (n, of) => `${n} of ${of} ${n === 1 ? 'is' : 'are'} ready`,
		ahead: 'Go on all the same?',
		aheadWhy: (name) => `${name} has not chosen two moments yet. Why are you going on? This is kept in the report.`,
		aheadGo: 'Go on all the same',
		reason: 'Reason',
		close: 'End the session',
		closeAsk: 'End the session?',
		closeBody: (name) =>
			`What was written will be in the report. What ${name} takes along also goes into the personal plan.`,
		closeGo: 'End the session',
		openTips: 'Open tips already',
		openTipsHint: 'Tips open by themselves when you look ahead. Open now, they stay open for the rest of this session.'
	},
	picture: {
		freezes: {
			initiatives: 'The picture stands still by itself where you noted a contact initiative. Play goes on.',
			script: 'The picture stands still by itself at every step of the script. Play goes on.',
			keywords: 'The picture stands still by itself at every agreed word. Play goes on.'
		},
		stop: 'Stop the picture',
		stopHint: 'The picture stops for everybody. You need not say why.',
		release: 'Show the picture again',
		stopped: 'The picture is standing still.',
		same: 'Everybody sees the same picture',
		sameAt: (at) => `Everybody’s picture rests at ${at}.`,
		tap: 'Tap to watch along',
		behind: (names) => `Not on this picture yet: ${names}`,
		waitsFor: (names) => `The picture is still loading for ${names}`,
		wait: (seconds) => `Wait ${seconds} s`,
		waitHint: 'The picture rests until everybody has it. If that takes longer, it goes on by itself.',
		waiting: (names, seconds) =>
			names
				? `We are waiting for ${names} · ${seconds} s left`
				: `We are waiting until everybody has the picture · ${seconds} s left`,
		goOn: 'Go on',
		gone: 'This recording is no longer available.',
		onlyWatch: 'Only watch',
		holds: (name) => `${name} holds the remote.`,
		holdsYou: 'You hold the remote.'
	},
	saved: {
		connecting: 'Connecting…',
		saved: 'Saved',
		saving: 'Saving…',
		savingCount: (n) => `Saving… (${n})`,
		stalled: 'The server is busy. Your text is still on this device.',
		offline: 'No connection',
		offlineNone: 'No connection · what you wrote is saved',
		offlineCount: (n) => `No connection · ${n} ${n === 1 ? 'change' : 'changes'} on this device`,
		resent: (n) =>
			n === 1
				? '1 change from just now has been saved after all'
				: `${n} changes from just now have been saved after all`,
		again: 'Connected again. Everything is saved.',
		leave: 'There is text that is not saved yet.'
	},
	undo: {
		label: 'Your own changes',
		undo: 'Undo',
		redo: 'Redo',
		nothing: 'There is nothing of yours to undo.',
		nothingBack: 'There is nothing to redo.',
		undone: 'Undone',
		redone: 'Redone'
	},
	tabs: { label: 'Parts', round: 'Round', notes: 'Notes' },
	cards: { label: 'To ask on', ask: 'Begin a question with this' },
	moments: {
		title: 'The two moments',
		glad: 'I am glad about this',
		closer: 'I want to see this from closer by',
		gladShort: 'glad about',
		closerShort: 'from closer by',
		choose: (at) => `Choose ${at}`,
		change: (at) => `Move to ${at}`,
		notYet: 'not chosen yet',
		goTo: (at) => `Go to ${at}`
	},
	notes: {
		label: 'Notes of this round',
		empty: 'Nothing written yet.',
		earlier: 'What is already there',
		earlierCount: (n) => `What is already there · ${n}`,
		at: (at) => `at ${at}`,
		goTo: (at) => `Go to ${at}`,
		by: (name) => `by ${name}`,
		types: (names, n) => `${names} ${n === 1 ? 'is' : 'are'} typing here`,
		edit: 'Text of this note',
		remove: 'Remove',
		removed: 'Removed',
		removedSaid: 'Removed. You can still undo it.',
		restored: 'It is back.',
		codes: 'Words of the method',
		write: 'Add',
		cancel: 'Never mind',
		done: 'Done',
		tooLong: (max) => `Keep it under ${max} characters.`
	},
	units: {
		observations: {
			title: 'What we see',
			one: 'Observation',
			kind: 'See',
			placeholder: (at) => `At ${at} I see …`,
			add: 'Add'
		},
		meanings: { title: 'What it may mean', one: 'Maybe', placeholder: () => 'It could be that …', add: 'Add' },
		experience: { title: 'How it was', one: 'Experience', placeholder: () => 'Then I felt …', add: 'Add' },
		questions: { title: 'Questions', one: 'Question', placeholder: () => 'I’d like to ask …', add: 'Add' },
		needs: { title: 'What this child needs', one: 'Need', placeholder: () => 'What shows you that?', add: 'Add' },
		strengths: {
			title: 'Strengths',
			one: 'Strength',
			placeholder: (at) => `What worked at ${at}, and what did it bring about?`,
			add: 'Give back'
		},
		intentions: { title: 'Intentions', one: 'Intention', placeholder: () => 'Next time I want to …', add: 'Add' },
		tips: { title: 'Tips', one: 'Tip', placeholder: () => 'You could …', add: 'Add to the tips' },
		takeaway: { title: 'Taken along', one: 'Take along', placeholder: () => 'I take along that …', add: 'Add' },
		script: { title: 'The coach’s script', one: 'Step', placeholder: () => 'At this moment …', add: 'Add' },
		keywords: { title: 'Agreed words', one: 'Word', placeholder: () => 'Look, smile, nod …', add: 'Add' },
		answers: { title: 'How could you respond?', one: 'Answer', placeholder: () => 'I could …', add: 'Add' },
		agreements: { title: 'What we agree', one: 'Agreement', placeholder: () => 'We agree that …', add: 'Add' },
		parking: {
			title: 'For another time',
			one: 'Park it',
			placeholder: () => 'Not about this fragment, but …',
			add: 'Add'
		}
	},
	observe: {
		judges: (word) => `‘${word}’ sounds like a judgement. What exactly do you see?`,
		actor: 'Who do you see?',
		actors: { child: 'child', teacher: 'teacher', together: 'together' },
		pick: 'Choose words',
		picked: (n) => `Words · ${n}`,
		moment: (at) => `Moment ${at}`,
		useNow: (at) => `Take ${at}`,
		noMoment: 'without a moment',
		means: 'Maybe',
		addMeaning: 'What might it mean?',
		fromHere: 'Give back as a strength'
	},
	pointing: {
		label: 'Pointing in the picture',
		hint: 'Tap or hold on the picture: everybody sees it. The arrow keys work too.',
		keys: 'Arrows move, enter points, escape stops.',
		at: (x, y) => `${x}% from the left, ${y}% from the top`,
		points: (names) => `${names} is pointing`,
		done: 'Stop pointing'
	},
	drawing: {
		add: 'Add a drawing',
		more: 'Draw on',
		waits: 'Pause the picture to draw on it.',
		label: 'Drawing on this picture',
		board: 'Drawing sheet',
		keys: 'Choose Ring to draw without a mouse. Arrows move the ring, plus and minus make it larger or smaller.',
		pen: 'Pen',
		ring: 'Ring',
		inks: ['Light', 'Yellow'],
		bigger: 'Larger',
		smaller: 'Smaller',
		undo: 'One step back',
		clear: 'Clear all',
		done: 'Done',
		full: 'The sheet is full. Take something away to draw on.',
		ringAt: (x, y) => `Ring at ${x}% from the left and ${y}% from the top`,
		draft: (at) => `Drawing at ${at}`,
		drop: 'Remove the drawing',
		show: 'Show the drawing',
		hide: 'Hide the drawing',
		of: (name, at) => `Drawing by ${name} at ${at}`
	},
	needs: {
		whoseShort: 'Whose?',
		whose: 'Whose need is this?',
		of: { child: 'the child’s', teacher: 'our own' },
		pick: 'Choose one or more words',
		askOn: 'Attention is a big word. Which attention exactly, and what shows you that?'
	},
	lens: { label: 'What do you look for?' },
	request: {
		mayBe: 'There could also be:',
		ask: (title) => `Ask for ‘${title}’`,
		comes: (title) => `‘${title}’ comes next.`,
		rather: 'Rather not',
		onlyIf: (name, title) => `‘${title}’ comes only if ${name} asks for it.`
	},
	sealed: {
		title: 'First for yourself',
		until: (round) =>
			round === null ? 'Only you see this.' : `Only you see this. In round ${round} you put it side by side.`,
		stays: 'This stayed with you. Only you see it.'
	},
	parking: {
		open: 'Something for another time?',
		count: (n) => `For another time · ${n}`,
		hint: 'It matters, but it is not about this fragment. Everybody at the table sees it.'
	},
	jottings: {
		title: 'Your jottings',
		private: 'Only you see this.',
		placeholder: 'Jot along …',
		set: (at) => `Set moment ${at}`,
		add: 'Jot',
		empty: 'No jottings yet.',
		toTable: 'Put on the table',
		toLater: 'Keep as a tip for later',
		count: (n) => `Your jottings · ${n}`
	},
	later: {
		title: 'Your tips for later',
		hint: (n) => `They stay with you until round ${n}.`,
		now: 'Do you want to give them now?',
		add: 'Add to the tips',
		write: 'Keep for later',
		placeholder: 'A tip for later …',
		open: 'Thinking of a tip?'
	},
	removals: {
		title: 'Taken away',
		open: (n: number) => (n > 0 ? `Taken away · ${n}` : 'Taken away'),
		intro: 'Words that somebody else took away, as they stood. You can put them back on the table.',
		introMine: 'Words of yours that somebody else took away, as they stood. Whoever leads can put them back.',
		none: 'Nothing was taken away.',
		of: (names: string) => `by ${names}`,
		by: (name: string, time: string, whole: boolean) =>
			whole ? `taken away as a whole by ${name} at ${time}` : `words taken away by ${name} at ${time}`,
		you: 'you',
		bringBack: 'Put back',
		isBack: 'put back',
		note: 'put back',
		came: {
			whole: 'Put back, in its own place.',
			'in-place': 'Put back in the text.',
			beside: 'Put back beside the text, because somebody went on writing there.'
		}
	},
	rescued: {
		title: 'Your text is kept with you',
		body: 'The round moved on while you were typing. Nothing is lost.',
		jot: 'Make it a jotting',
		table: 'Put it on the table after all',
		drop: 'Never mind'
	},
	draft: {
		said: 'What you had not added yet is kept and waits for you.',
		kept: 'You had not added this yet:',
		jot: 'Make it a jotting'
	},
	waiting: {
		title: 'We are about to begin',
		body: 'Read what it is about. The picture comes as soon as somebody begins.',
		bodyMine: 'Your colleagues are reading your card. The picture comes as soon as somebody begins.',
		bodyGuest: 'The group is about to begin. You watch and listen along.',
		card: 'What is it about?',
		context: 'The situation',
		reason: 'Why this clip',
		goal: 'Goal',
		question: 'Question to the group',
		skills: 'Skills',
		noCard: (name) => `${name} will tell in the first round.`,
		here: 'Who is here already',
		alone: 'You are the first. Your colleagues will appear here.',
		plan: (rounds, minutes) => `${rounds} rounds, about ${minutes} minutes`
	},
	closed: {
		title: 'Thank you for watching together',
		body: (name) => `This was the session about what ${name} brought.`,
		mine: 'Thank you for showing this. What you take along is in your plan.',
		record: 'Read the report',
		plan: 'To my plan',
		today: 'To this week'
	},
	ended: {
		title: 'The room is closed',
		body: 'This clip is no longer on the table. What you wrote has been saved.',
		signedOut: 'You are signed out. Sign in again to go on.',
		signIn: 'Sign in'
	},
	wait: {
		title: 'One moment please',
		body: 'Several times something came from this device that may not be put on the table. What was saved is still there. Open the room again in a minute.',
		again: 'Open the room again'
	},
	stale: 'Somebody was just ahead of you. This is how it stands now.',
	screen: {
		open: 'Big screen',
		leave: 'Back to the room',
		hint: 'Picture and question large, without people’s notes.'
	},
	keys: {
		open: 'Keys',
		title: 'With the keyboard',
		intro: 'These keys work everywhere in the room, except where you type.',
		on: 'Use single keys',
		rows: {
			play: 'play or pause, when you hold the remote',
			frame: 'one frame back or forward',
			second: 'one second back or forward',
			loop: 'repeat the fragment, on or off',
			mute: 'sound off or on',
			speed: 'speed, from 0.25× to 1.5×',
			borders: 'the repeating begins or ends here',
			marks: 'to the moment before or the next one',
			captions: 'captions on or off',
			point: 'pointing, on or off',
			note: 'new note at this moment',
			undo: 'undo your own last change, also while you type',
			redo: 'redo',
			help: 'this overview'
		}
	},
	record: {
		title: (clip) => `Report: ${clip}`,
		eyebrow: 'Report of watching together',
		running: 'This session is still going on. This is what has been written so far.',
		toRoom: 'Back to the room',
		print: 'Print',
		people: 'Who was there',
		on: (day, from, to) => (to ? `${day}, ${from} to ${to}` : `${day}, ${from}`),
		moments: 'The two moments',
		empty: 'Nothing was written.',
		back: (reason) => `went back: ${reason}`,
		ahead: (reason) => `went on without two moments: ${reason}`,
		means: 'Maybe',
		plan: 'To my plan',
		privacy: 'This report belongs to your team. Do not share it outside the team.'
	}
};
