/** [PP11] Whom parents can turn to at school, as an administrator wrote it down; what was left empty is an empty text. */
export interface ParentsContact {
	/** A name or a function, such as "Els, intern begeleider". */
	who: string;
	email: string;
	phone: string;
	/** Address of whoever watches over privacy (the FG), if the school wants parents to have it. */
	privacy: string;
}

/** Lengths in characters. */
export const contactLimits = { who: 80, email: 200, phone: 24, privacy: 200 } as const;

/** Figures, spaces, and the few signs that stand in a number; a parent's phone dials what this leaves of it. */
export const isPhone = (text: string): boolean => /^\+?[0-9][0-9 ()-]{5,22}$/.test(text);
/** The nought in brackets is for who dials from inside the country, and no part of a number that begins with a plus. */
export const dialled = (phone: string): string =>
	(phone.startsWith('+') ? phone.replace('(0)', '') : phone).replace(/[^+0-9]/g, '');

/** Nobody is named without a way to reach her: a name alone sends a parent round the school. */
export const reachable = ({ who, email, phone }: ParentsContact): boolean =>
	who !== '' && (email !== '' || phone !== '');
export const namesNobody = (contact: ParentsContact): boolean => Object.values(contact).every((text) => text === '');
