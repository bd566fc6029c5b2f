/** What the parents answered, per scope (R30, R31). Only `granted` opens anything. */
export const consentStates = ['not-asked', 'asked', 'granted', 'refused', 'withdrawn'] as const;
export type ConsentState = (typeof consentStates)[number];

/**
 * `team`: filming and looking together in the own team. `expert`: a named expert outside the school (Q17). `guest`:
 * somebody who comes to one meeting and is not of the team [PC8].
 */
export const consentScopes = ['team', 'expert', 'guest'] as const;
export type ConsentScope = (typeof consentScopes)[number];

export type Consent = Readonly<Record<ConsentScope, ConsentState>>;
export const nothingAsked: Consent = { team: 'not-asked', expert: 'not-asked', guest: 'not-asked' };

/** No clip may be brought in, kept open or played without this (R30). */
export const teamMayWatch = (consent: Consent): boolean => consent.team === 'granted';
/** Somebody from outside the school watches only under both scopes. */
export const expertMayWatch = (consent: Consent): boolean => teamMayWatch(consent) && consent.expert === 'granted';
/** Parents who said yes to the team said nothing about a guest of one meeting. */
export const guestMayWatch = (consent: Consent): boolean => teamMayWatch(consent) && consent.guest === 'granted';
/** The parents said no, or changed their mind: choose another child (R26). */
export const isClosedDoor = (consent: Consent): boolean => consent.team === 'refused' || consent.team === 'withdrawn';

/**
 * What can be written down after this: a yes or a no as it comes, and after a yes only its end. Parents who said no
 * may be asked again if they come back to it themselves, so a later yes is possible.
 */
export const answersAfter: Readonly<Record<ConsentState, readonly ConsentState[]>> = {
	'not-asked': ['asked', 'granted', 'refused'],
	asked: ['granted', 'refused'],
	granted: ['withdrawn'],
	refused: ['granted'],
	withdrawn: ['granted']
};
