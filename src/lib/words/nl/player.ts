/** Texts of the player: picture, controls, timeline, keyboard. Time codes come in as they are shown. */
export const player = {
	loading: 'Het beeld komt eraan…',
	/** The picture waits for what the owner is still sending. */
	arriving: 'Het filmpje komt nog binnen…',
	/** Nothing more comes: its owner has to go on. */
	senderStopped: 'Het versturen van dit filmpje is gestopt. Wie het verstuurt, moet daar verdergaan.',
	outOfReach: 'Het filmpje is even niet te bereiken. We proberen het opnieuw.',
	network: 'De verbinding hapert. We proberen het opnieuw.',
	gone: 'Deze opname is niet meer beschikbaar.',
	stopped: 'Het beeld staat stil.',
	unplayable: 'Deze browser kan de opname niet afspelen. Probeer het met een nieuwere browser.',
	/** What another device filmed of the same moment. */
	two: {
		name: 'Tweede camera',
		choose: 'Twee beelden',
		beside: 'Naast elkaar',
		under: 'Onder elkaar',
		corner: 'Klein erbij',
		one: 'Eén beeld',
		swap: 'Wissel',
		otherCorner: 'Andere hoek',
		noneHere: 'Van dit moment is er geen tweede beeld.',
		gone: 'Het tweede beeld is er niet meer.'
	},
	controls: 'Bediening',
	play: 'Afspelen',
	pause: 'Pauze',
	frameBack: 'Eén beeldje terug',
	frameForward: 'Eén beeldje vooruit',
	speed: 'Snelheid',
	speedOption: (rate: number) => `${String(rate).replace('.', ',')}×`,
	loop: 'fragment',
	loopLong: 'Fragment herhalen',
	mute: 'Geluid uit',
	fullScreen: 'Volledig scherm',
	leaveFullScreen: 'Volledig scherm uit',
	time: (at: string, of: string) => `${at} van ${of}`,
	decimal: ',' as ',' | '.',
	timeline: 'Tijdlijn',
	position: 'Plaats in de opname',
	fragmentStart: 'Begin van het fragment',
	fragmentEnd: 'Einde van het fragment',
	lanes: { child: 'Kind', teacher: 'Leerkracht', together: 'Samen', own: 'Van mij' },
	markAt: (at: string, label: string) => (label ? `${at}: ${label}` : at),
	keys: {
		open: 'Toetsen',
		title: 'Met het toetsenbord',
		intro: 'Deze toetsen werken als je in de speler bent. Klik op het beeld, of ga er met Tab naartoe.',
		space: 'spatie',
		arrows: '← →',
		shiftArrows: 'shift + ← →',
		rows: {
			play: 'afspelen of pauze',
			frame: 'één beeldje terug of vooruit',
			second: 'één seconde terug of vooruit',
			loop: 'fragment herhalen, aan of uit',
			mute: 'geluid uit of aan',
			speed: 'snelheid, van 0,25× tot 1,5×',
			mark: 'markeer dit moment',
			help: 'dit overzicht'
		}
	}
};
