/** Bounds of the live table. Bytes, milliseconds, counts. The bench raises the rates; nothing else changes them. */
export const limits = {
	/** Largest frame a browser may send. */
	frameBytes: 1024 * 1024,
	/** Open sockets of one person, over all her tabs and devices. */
	socketsPerUser: 24,
	socketsPerRoom: 60,
	/** A socket that sends faster is read slower; nothing is refused for it. */
	messagesPerSecond: 40,
	messageBurst: 160,
	bytesPerSecond: 64 * 1024,
	byteBurst: 1024 * 1024,
	/** [L26] What one socket points at and is shown; the rest of a faster hand is left out. */
	pointsPerSecond: 12,
	pointBurst: 12,
	/** One document, merged. */
	documentBytes: 2 * 1024 * 1024,
	/** Yjs client ids one person may bring into one document: a new one for every time she opens it. */
	clientIdsPerPerson: 1000,
	/** So many refusals in a row cost nobody a pause before the door [L24]. */
	refusalsForgiven: 8,
	presenceBytes: 4 * 1024,
	/** Client ids one socket may show presence for. */
	presenceIds: 4,
	/** A reader with this much waiting is cut off and syncs again. */
	slowReaderBytes: 4 * 1024 * 1024,
	/** Presence is lossy: one frame per room in this time. */
	presenceMs: 50,
	playersMs: 200,
	/** Rows of notes are brought up to date at most this often. */
	projectMs: 1000,
	/** Log rows of one document before they become a snapshot. */
	rowsBeforeSnapshot: 500,
	/** A document stays in memory this long after the last one left. */
	unloadMs: 30_000,
	/** A commit that takes this long stops the reading of sockets; this much longer closes them. */
	stallMs: 2_000,
	stuckMs: 10_000,
	/** Every socket is asked for a sign of life this often; one that gave none since the last time is cut. */
	beatMs: 30_000,
	/** How often the sign-in behind an open socket is looked at again. */
	signInMs: 30_000
};
export type Limits = typeof limits;
