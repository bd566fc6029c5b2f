/** How many colours people in a room can have. */
export const colourCount = 8;

/**
 * A colour index (0-7) for everybody present, the same on every screen: it depends on nothing but who is here. Whoever
 * comes or leaves changes the colour of few others: most people have the colour their own id asks for, and only those
 * whose colour was taken get the next free one. Beyond eight people colours are shared.
 */
export function coloursOf(ids: Iterable<string>): Map<string, number> {
	const colours = new Map<string, number>();
	const taken = new Set<number>();
	const displaced: string[] = [];
	for (const id of [...new Set(ids)].sort()) {
		const wanted = hash(id) % colourCount;
		if (taken.has(wanted)) displaced.push(id);
		else colours.set(id, (taken.add(wanted), wanted));
	}
	for (const id of displaced) {
		let colour = hash(id) % colourCount;
		for (let tries = 0; tries < colourCount && taken.has(colour); tries++) colour = (colour + 1) % colourCount;
		taken.add(colour);
		colours.set(id, colour);
	}
	return colours;
}

/** FNV-1a, 32 bits: ids that look alike land far apart. */
function hash(id: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193);
	return (h ^ (h >>> 15)) >>> 0;
}
