import { indexFirst } from './prepare/index-first';

/** An index is some hundreds of kilobytes; what claims more is left as it is. */
const longestIndex = 64 * 1024 * 1024;

/**
 * The same clip with its index before its pictures, so that a colleague can watch while it arrives. Cuts and pastes
 * slices: nothing but the index is read. Anything else than an mp4 whose index is its last box comes back unchanged.
 */
export async function withIndexFirst(file: Blob): Promise<Blob> {
	let pictures = false;
	for (let at = 0; at + 16 <= file.size;) {
		const head = new DataView(await file.slice(at, at + 16).arrayBuffer());
		const short = head.getUint32(0);
		const type = String.fromCharCode(...new Uint8Array(head.buffer, 4, 4));
		const size = short === 1 ? Number(head.getBigUint64(8)) : short === 0 ? file.size - at : short;
		if (at === 0 && type !== 'ftyp') return file;
		if (size < 8 || at + size > file.size) return file;
		if (type === 'mdat') pictures = true;
		if (type === 'moov') {
			if (!pictures || short < 8 || size > longestIndex || at + size !== file.size) return file;
			const index = new Uint8Array(await file.slice(at, at + size).arrayBuffer());
			return indexFirst(file, index, at).catch(() => file);
		}
		at += size;
	}
	return file;
}
