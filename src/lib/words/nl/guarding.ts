import type { NoticeKind } from '$lib/domain/break-glass';

export const guarding = {
	school: 'Toezicht',
	whoLooked: 'Wie keek er',
	notice: {
		'alarm-many-clips': (who: string) => `Met het account van ${who} zijn in tien minuten heel veel opnames geopend.`,
		'alarm-help-over': (who: string) => `${who} probeerde een opname te openen nadat het meekijken voorbij was.`,
		'alarm-denied': (who: string) => `Het account van ${who} is vaak achter elkaar geweigerd.`,
		'glass-asked': (who: string) => `${who} vraagt of één opname in geval van nood open mag.`,
		'glass-opened': (who: string) => `Eén opname staat een uur open voor ${who}, in geval van nood.`,
		'left-child-erased': (who: string) =>
			`Een beheerder heeft alles gewist over een kind waarmee ${who} werkte. Het account van ${who} is gesloten.`
	} satisfies Record<NoticeKind, (who: string) => string>,
	letter: {
		subject: 'Kijkkring: iets om te weten over opnames',
		hello: (name: string) => `Beste ${name},`,
		open: 'Lees hier meer:'
	}
};
